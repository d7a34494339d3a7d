import StockbellEngine

/// Questions to platforms' APIs as Prometheus reads them (text format 0.0.4).
enum ReadingMetrics {
    static func text(_ sources: [(name: String, counts: ReadingCounts)]) -> String {
        var lines = [
            "# HELP stockbell_readings_total Questions to platforms' APIs since the start, by what came of them.",
            "# TYPE stockbell_readings_total counter",
        ]
        for source in sources {
            // Names of sources are letters, digits and hyphens: nothing in them is to be escaped.
            lines += source.counts.outcomes.map { outcome in
                "stockbell_readings_total{source=\"\(source.name)\",outcome=\"\(outcome.name)\"} \(outcome.count)"
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
