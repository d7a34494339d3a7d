import StockbellCore

/// `defaults` of config.json.
struct DefaultsSection: Section {
    var timeZone: Found<String>?
    var locale: Found<String>?
    var currency: Found<String>?
    var `operator`: Found<[Address]>?
    var hours: Found<String>?
    var outsideHours: Found<OutsideHours>?
    var limit: Found<Limit.Choice>?

    static let about = About("defaults", at: "`defaults`", "What holds where nothing nearer is said.")

    static let keys: [Key<Self>] = [
        Key("timeZone", .timeZone, \.timeZone, .default("UTC"), "The zone of the times in messages.", example: "Europe/Berlin"),
        Key("locale", .locale, \.locale, .default("en"), "The language of messages.", example: "de"),
        Key("currency", .currency, \.currency, .optional, "Of the catalogue's prices, where its rows do not say.", example: "EUR"),
        Key(
            "operator", .oneOrMany(.address), \.operator, .optional,
            "Who hears that a source, a channel or Stockbell itself is in trouble: the first whose channel is not the one in trouble.",
            example: ["mail:ops@example.com", "sms:+4915112345678"]),
        Key(
            "hours", .calendar, \.hours, .optional, "The calendar of departments that name none; without one they are always there.",
            example: "office"),
        Key(
            "outsideHours", .outsideHours, \.outsideHours, .default("later"),
            "What becomes of messages outside the hours, for all channels or by channel: `later` at the next opening, in one message, or `send`.",
            example: ["mail": "send", "*": "later"]),
        Key(
            "limit", .limit, \.limit, .optional,
            """
            How many messages an address gets singly, where department and rule do not say; webhooks get all, phones never more than usual. \
            Without it SMS 5, chat 20, mail 30 in 10 min.
            """,
            example: ["max": 20, "per": "10m"]),
    ]
}
