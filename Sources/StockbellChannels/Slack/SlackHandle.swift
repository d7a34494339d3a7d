/// Names a message of Slack: where it stands, and the time stamp that is its id there.
struct SlackHandle: Hashable, CustomStringConvertible {
    var channel: String
    var stamp: String

    init(channel: String, stamp: String) {
        self.channel = channel
        self.stamp = stamp
    }

    /// Reads what a receipt kept; nil when it is no such thing.
    init?(_ text: String) {
        let parts = text.split(separator: " ")
        guard parts.count == 2 else { return nil }
        self.init(channel: String(parts[0]), stamp: String(parts[1]))
    }

    var description: String { "\(channel) \(stamp)" }
}
