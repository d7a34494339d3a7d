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
    /// By channel, messages given up that may have arrived, whose segments nobody will tell.
    package var unknown: [String: Int]
    /// By channel, messages under way, whose segments are told when they are settled.
    package var underWay: [String: Int]

    package init(sent: Int = 0, unknown: [String: Int] = [:], underWay: [String: Int] = [:]) {
        self.sent = sent
        self.unknown = unknown
        self.underWay = underWay
    }
}
