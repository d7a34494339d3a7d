import StockbellCore

/// One of `departments` of config.json.
struct DepartmentSection: Section {
    var locale: Found<String>?
    var timeZone: Found<String>?
    var hours: Found<String>?
    var outsideHours: Found<OutsideHours>?
    var limit: Found<Limit.Choice>?
    var mode: Found<Rule.Mode>?
    var templates: Found<String>?
    var digest: Found<DigestSection>?
    var segmentsPerDay: Found<Int>?
    var rules: Found<[Found<RuleSection>]>?

    static let about = About("department", at: "`departments.*`", "Who wants to know. A department never affects another.")

    static let keys: [Key<Self>] = [
        Key("locale", .locale, \.locale, .optional, "The language of its messages; `defaults.locale` where it is missing.", example: "de-AT"),
        Key(
            "timeZone", .timeZone, \.timeZone, .optional, "The zone of the times in its messages; `defaults.timeZone` where it is missing.",
            example: "Europe/Vienna"),
        Key(
            "rules", .rules, \.rules, .default([]),
            "Every rule that fits sends; one address hears one alert once.", example: [["on": "out-of-stock", "send": "buyers"]]),
        Key(
            "hours", .calendar, \.hours, .optional, "The calendar that says when it is there; `defaults.hours` where it is missing.",
            example: "office"),
        Key(
            "outsideHours", .outsideHours, \.outsideHours, .optional,
            "What becomes of its messages outside the hours; `defaults.outsideHours` where it is missing.", example: ["mail": "send", "*": "later"]),
        Key(
            "limit", .limit, \.limit, .optional,
            """
            How many messages each of its addresses gets singly, where a rule does not say; `defaults.limit` where it is missing. Webhooks get all, \
            phones never more than usual.
            """,
            example: ["max": 20, "per": "10m"]),
        Key(
            "mode", .choice("word"), \.mode, .optional,
            "`trial`: what it would hear is decided and kept, but not sent; `off`: as if it had no rules; `live` where it is missing.",
            example: "trial"),
        Key(
            "templates", .department, \.templates, .optional, "The department whose letters it shares; its own, where it is missing.",
            example: "purchasing"),
        Key(
            "segmentsPerDay", .integer(10...1_000_000), \.segmentsPerDay, .optional,
            "The most segments of text messages that it is sent in a day of its own zone, over all channels; as `segmentsPerDay` of a channel.",
            example: 50),
        Key(
            "digest", .digest, \.digest, .optional, "The digest that rules with `\"digest\": true` join, and the shape of others in the department.",
            example: ["at": "weekdays 08:00", "show": ["new", "open"], "group": "supplier", "empty": "send"]),
    ]
}

extension Shape<String> {
    /// The name of one of `departments`.
    static var department: Shape {
        Shape("the name of a department") { text, reading throws(Complaint) in
            let departments = reading.names.departments
            guard !departments.contains(text.value) else { return text.value }
            let hint = text.hint(in: departments)
            throw Complaint(
                "there is no department \(text.quoted)\(hint.isEmpty ? "; there are \(departments.map(\.quoted).joined(separator: ", "))" : hint)")
        }
    }
}
