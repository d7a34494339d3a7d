/// `reasons` of a source in config.json.
struct ReasonsSection: Section {
    var burst: Found<Int>?

    static let about = About("reasons", at: "`sources.*.reasons`", "What is guessed of why there is none of an item.")

    static let keys: [Key<Self>] = [
        Key(
            "burst", .integer(2...100_000), \.burst, .optional,
            "So many zeros within a minute look like a synchronisation or a recount: from then on the reason is `synchronisation?`.", example: 200)
    ]
}
