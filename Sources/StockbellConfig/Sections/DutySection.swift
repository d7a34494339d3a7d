import StockbellCore

/// One of `duty` of config.json.
struct DutySection: Section {
    var people: Found<[Found<String>]>?
    var change: Found<Rota.Change>?
    var since: Found<LocalDay>?
    var timeZone: Found<String>?
    var swaps: Found<[Found<SwapSection>]>?

    static let about = About(
        "duty", at: "`duty.*`",
        """
        Who is on duty when: people take turns in their order, for ever. `sms:@` and its name goes to whoever is on duty when the message becomes \
        due. `stockbell duty` prints the next turns.
        """)

    static let keys: [Key<Self>] = [
        Key(
            "people", .list(of: .found(.personName), "a list of people", atLeast: 1, ifEmpty: "say who takes turns"), \.people, .required,
            "Who takes turns, in this order.",
            example: ["anna", "ben"]),
        Key("change", .change, \.change, .required, "When the next one takes over: every week, or every day.", example: "mon 08:00"),
        Key(
            "since", .day, \.since, .required, "The day on which the first one's turn begins; with a day of the week in `change`, such a day.",
            example: "2026-01-05"),
        Key(
            "timeZone", .timeZone, \.timeZone, .optional, "The zone of its clock; `defaults.timeZone` where it is missing.", example: "Europe/Berlin"),
        Key(
            "swaps", .list(of: .found(.section), "a list of swaps"), \.swaps, .default([]), "When somebody else stands in.",
            example: [["from": "2026-02-09", "to": "2026-02-16", "person": "ben"]]),
    ]
}

/// One of `swaps` of a rota.
struct SwapSection: Section {
    var from: Found<LocalDay>?
    var to: Found<LocalDay>?
    var person: Found<String>?

    static let about = About(
        "swap", at: "`duty.*.swaps[]`", "Somebody stands in from the time of change on one day until the time of change on another.")

    static let keys: [Key<Self>] = [
        Key("from", .day, \.from, .required, "The first day, from the time of change on.", example: "2026-02-09"),
        Key("to", .day, \.to, .required, "The day on which it ends, at the time of change.", example: "2026-02-16"),
        Key("person", .personName, \.person, .required, "Who stands in.", example: "ben"),
    ]
}
