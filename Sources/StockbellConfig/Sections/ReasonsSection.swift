import JSON5

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

extension Shape<ReasonsSection> {
    /// An object, or the word for guessing nothing.
    static var reasons: Shape {
        let section = Shape.section
        return Shape("\(section.words), or \"off\"", schema: ["anyOf": [section.schema, ["enum": ["off"]]]]) { written, reading in
            if case .string(let text) = written.node.value, text.value == "off" { return ReasonsSection() }
            return section.read(written, &reading)
        }
    }
}
