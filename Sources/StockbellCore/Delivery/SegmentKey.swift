/// Whose text segments of a day are counted together.
package enum SegmentKey: Hashable, Sendable {
    /// All that goes over a channel.
    case channel(String)
    /// All that a department is told, over whatever channels.
    case department(String)
}

/// Text segments that count for a day's budget.
package struct SegmentCount: Hashable, Sendable {
    /// Of messages that were taken, as their receipts say.
    package var sent: Int
    /// By channel, messages whose segments nobody knows: under way, or left at `unknown`.
    package var open: [String: Int]

    package init(sent: Int = 0, open: [String: Int] = [:]) {
        self.sent = sent
        self.open = open
    }
}
