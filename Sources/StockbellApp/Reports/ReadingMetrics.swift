import StockbellEngine

/// Questions to platforms' APIs as Prometheus reads them (text format 0.0.4).
enum ReadingMetrics {
    /// - Parameter missed: by source, how many levels a sweep found to be different.
    static func text(_ sources: [(name: String, counts: ReadingCounts)], missed: [String: Int]) -> String {
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
        lines += [
            "# HELP stockbell_missed_total Levels that were not what the platform has, since the start.", "# TYPE stockbell_missed_total counter",
        ]
        lines += sources.map { "stockbell_missed_total{source=\"\($0.name)\"} \(missed[$0.name] ?? 0)" }
        return lines.joined(separator: "\n") + "\n"
    }
}
