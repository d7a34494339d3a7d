import StockbellCore

/// One of `departments` of config.json.
struct DepartmentSection: Section {
    var locale: Found<String>?
    var timeZone: Found<String>?
    var hours: Found<String>?
    var outsideHours: Found<OutsideHours>?
    var rules: Found<[Found<RuleSection>]>?

    static let about = About("department", at: "`departments.*`", "Who wants to know. A department never affects another.")

    static let keys: [Key<Self>] = [
        Key("locale", .locale, \.locale, .optional, "The language of its messages; `defaults.locale` where it is missing.", example: "de-AT"),
        Key(
            "timeZone", .timeZone, \.timeZone, .optional, "The zone of the times in its messages; `defaults.timeZone` where it is missing.",
            example: "Europe/Vienna"),
        Key(
            "rules", .list(of: .found(.section), "a list of rules"), \.rules, .default([]),
            "Every rule that fits sends; one address hears one alert once.", example: [["on": "out-of-stock", "send": "buyers"]]),
        Key(
            "hours", .calendar, \.hours, .optional, "The calendar that says when it is there; `defaults.hours` where it is missing.",
            example: "office"),
        Key(
            "outsideHours", .outsideHours, \.outsideHours, .optional,
            "What becomes of its messages outside the hours; `defaults.outsideHours` where it is missing.", example: ["mail": "send", "*": "later"]),
        .later("digest", "Many alerts in one message."),
        .later("limit", "How many messages go out singly."),
        .later("mode", "Whether it is live or tried out."),
        .later("templates", "Where its letters are."),
    ]
}
