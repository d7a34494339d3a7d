import StockbellEngine

/// What channels' far sides called back with, as Prometheus reads it (text format 0.0.4).
enum FeedbackMetrics {
    /// - Parameter channels: by channel, since the start.
    static func text(_ channels: [String: FeedbackCounts]) -> String {
        var lines = [
            "# HELP stockbell_receipts_total What channels' far sides called back with since the start; stray: of messages that are not known here.",
            "# TYPE stockbell_receipts_total counter",
        ]
        // Names of channels are letters, digits and hyphens: nothing in them is to be escaped.
        for (channel, counts) in channels.sorted(by: { $0.key < $1.key }) {
            lines.append("stockbell_receipts_total{channel=\"\(channel)\",outcome=\"taken\"} \(counts.taken - counts.strays)")
            lines.append("stockbell_receipts_total{channel=\"\(channel)\",outcome=\"stray\"} \(counts.strays)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
