import StockbellEngine

/// What channels' far sides called back with, as Prometheus reads it (text format 0.0.4).
enum FeedbackMetrics {
    /// - Parameter channels: by channel, since the start.
    static func text(_ channels: [String: FeedbackCounts]) -> String {
        var lines = [
            "# HELP stockbell_receipts_total What channels' far sides called back with since the start; stray: of unknown messages; "
                + "unheeded: wishes that could not be followed; refused: not genuine; nonsense: not to be understood.",
            "# TYPE stockbell_receipts_total counter",
        ]
        // Names of channels are letters, digits and hyphens: nothing in them is to be escaped.
        for (channel, counts) in channels.sorted(by: { $0.key < $1.key }) {
            let outcomes = [
                ("taken", counts.taken - counts.strays), ("stray", counts.strays), ("unheeded", counts.unheeded), ("refused", counts.refused),
                ("nonsense", counts.nonsense),
            ]
            lines += outcomes.map { "stockbell_receipts_total{channel=\"\(channel)\",outcome=\"\($0.0)\"} \($0.1)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
