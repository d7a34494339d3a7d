import FoundationEssentials
import GRDB
import StockbellCore

/// How often each source speaks: a row a source, read with each batch that it sends.
enum PulseTable {
    static func pulses(_ sources: Set<String>, _ db: Database) throws -> [Pulse] {
        try sources.compactMap { source in
            try db.rows(
                "SELECT source, first_at, last_at, count, pauses, skew, skew_count, skew_since, zeros FROM pulse WHERE source = ?1",
                { $0.text(source) },
                decode
            ).first
        }
    }

    static func save(_ pulse: Pulse, _ db: Database) throws {
        try db.run("INSERT OR REPLACE INTO pulse VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)") { parameters in
            parameters.text(pulse.source)
            parameters.time(pulse.firstAt)
            parameters.time(pulse.lastAt)
            parameters.count(pulse.count)
            parameters.text(text(pulse.pauses))
            parameters.number(pulse.skew.map { Int64($0.quarters) })
            parameters.number(pulse.skew.map { Int64($0.count) })
            parameters.time(pulse.skew?.since)
            parameters.text(text(pulse.zeros.mapValues(TimeInterval.init)))
        }
    }

    private static func decode(_ columns: inout ColumnReader) -> Pulse? {
        var pulse = Pulse(source: columns.text(), firstAt: columns.time(), lastAt: columns.time(), count: columns.count())
        pulse.pauses = numbers(columns.text())
        let (quarters, count, since) = (columns.optionalNumber(), columns.optionalNumber(), columns.optionalTime())
        if let quarters, let count, let since { pulse.skew = Pulse.Skew(quarters: Int(quarters), count: Int(count), since: since) }
        pulse.zeros = numbers(columns.text()).mapValues { Int($0) }
        return pulse
    }

    /// "20459:3600 20460:120": what is counted by, and whole numbers.
    private static func text(_ numbers: [Int: TimeInterval]) -> String {
        numbers.sorted { $0.key < $1.key }.map { "\($0.key):\(Int64(min($0.value, 1e12).rounded(.up)))" }.joined(separator: " ")
    }

    private static func numbers(_ text: String) -> [Int: TimeInterval] {
        let pairs = text.split(separator: " ").compactMap { pair -> (Int, TimeInterval)? in
            let parts = pair.split(separator: ":")
            guard parts.count == 2, let day = Int(parts[0]), let seconds = Int64(parts[1]) else { return nil }
            return (day, TimeInterval(seconds))
        }
        return Dictionary(pairs) { first, _ in first }
    }
}
