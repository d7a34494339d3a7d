import StockbellCore

/// A step of a rule's `escalate`.
struct EscalationSection: Section {
    var after: Found<Duration>?
    var send: Found<[Found<Address>]>?

    static let about = About(
        "escalation", at: "`departments.*.rules[].escalate[]`",
        "Who hears of it while nobody in the department has it. The time counts from the message, from the opening where that waits for hours.")

    static let keys: [Key<Self>] = [
        Key("after", .duration(from: "1m", to: "30d", such: ["30m", "4h", "1d"]), \.after, .required, "How long after the message.", example: "30m"),
        Key("send", .oneOrMany(.found(.address)), \.send, .required, "Where it goes then.", example: "mail:head@example.com"),
    ]
}
