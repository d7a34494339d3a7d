/// `retry` of a channel in config.json; what is not written is as the channel's type has it.
struct RetrySection: Section {
    var first: Found<Duration>?
    var longest: Found<Duration>?
    var horizon: Found<Duration>?

    static let about = About(
        "retry", at: "`channels.*.retry`",
        "When a message that did not get through is tried again: after `first`, then after pauses that double up to `longest`, until `horizon`.")

    static let keys: [Key<Self>] = [
        Key("first", .duration(from: "1s", to: "1d", such: examples), \.first, .optional, "The pause before the second attempt.", example: "30s"),
        Key("longest", .duration(from: "1s", to: "7d", such: examples), \.longest, .optional, "The longest pause.", example: "15m"),
        Key(
            "horizon", .duration(from: "1m", to: "30d", such: examples), \.horizon, .optional,
            "After this the message is of no use any more, and is given up (`dead`).", example: "12h"),
    ]

    private static let examples = ["30s", "15m", "12h"]
}
