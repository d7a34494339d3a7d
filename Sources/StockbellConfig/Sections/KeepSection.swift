/// `keep` of config.json.
struct KeepSection: Section {
    var quiet: Found<Duration>?
    var told: Found<Duration>?
    var raw: Found<Duration>?
    var size: Found<Int64>?

    static let about = About(
        "keep", at: "`keep`", "How long records are kept. What is believed of each item, what is open and what waits is never removed.")

    static let keys: [Key<Self>] = [
        Key(
            "quiet", .duration(from: "1h", to: "3650d", such: examples), \.quiet, .default("7d"), "Events that led to no alert, with their bodies.",
            example: "14d"),
        Key(
            "told", .duration(from: "1d", to: "3650d", such: examples), \.told, .default("90d"),
            "Alerts with their events and messages, once their incident is closed and every message finished.", example: "365d"),
        Key(
            "raw", .duration(from: "1h", to: "3650d", such: examples), \.raw, .default("30d"),
            "The bodies and headers of events that led to an alert; what they said is kept as long as the alert.", example: "7d"),
        Key(
            "size", .size(from: "64MiB", to: "64TiB"), \.size, .default("10GiB"),
            "The most that records may take in the store's file; beyond it the oldest events without an alert go first, then the oldest alerts.",
            example: "500MiB"),
    ]

    private static let examples = ["12h", "7d", "90d"]
}
