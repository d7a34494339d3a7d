import FoundationEssentials
import GRDB
import StockbellCore

/// Bodies as they came.
enum ArrivalTable {
    /// - Parameter events: the ids of the events that it became, in the same transaction.
    static func insert(_ kept: Changes.KeptArrival, events: [StockEvent.ID], _ db: Database) throws {
        let arrival = kept.arrival
        try db.run("INSERT INTO arrival VALUES (?, ?, ?, ?, ?, ?, ?, ?)") { parameters in
            parameters.id(arrival.id)
            parameters.text(arrival.source)
            parameters.time(arrival.receivedAt)
            parameters.value(kept.verdict)
            parameters.text(text(arrival.headers))
            parameters.bytes(arrival.body)
            parameters.id(events.min())
            parameters.id(events.max())
        }
    }

    /// Widens the range of an arrival's events by one that came later.
    static func extend(_ arrival: Arrival.ID, by event: StockEvent.ID, _ db: Database) throws {
        try db.run(
            "UPDATE arrival SET first_event = min(ifnull(first_event, ?2), ?2), last_event = max(ifnull(last_event, ?2), ?2) WHERE id = ?1",
            [arrival.string, event.string])
    }

    static func judge(_ arrival: Arrival.ID, _ verdict: Arrival.Verdict, _ db: Database) throws {
        try db.run("UPDATE arrival SET verdict = ?2 WHERE id = ?1", [arrival.string, verdict.rawValue])
    }

    static func arrival(_ id: Arrival.ID, _ db: Database) throws -> Arrival? {
        try db.rows("SELECT \(columns) FROM arrival WHERE id = ?1", [id.string], decode).first
    }

    /// The next ones in the order of their ids.
    static func arrivals(after position: Arrival.ID?, source: String?, limit: Int, _ db: Database) throws -> [Arrival] {
        try db.rows(
            "SELECT \(columns) FROM arrival WHERE id > ?1 AND (?2 IS NULL OR source = ?2) ORDER BY id LIMIT ?3",
            [position?.string ?? "", source, max(0, limit)], decode)
    }

    private static let columns = "id, source, received_at, headers, body"

    private static func decode(_ columns: inout ColumnReader) -> Arrival? {
        Arrival(id: columns.id(), source: columns.text(), receivedAt: columns.time(), headers: headers(columns.text()), body: columns.bytes() ?? [])
    }

    /// As HTTP writes them (RFC 9112 section 5): a name has no colon, a value no line break.
    private static func text(_ headers: [Arrival.Header]) -> String {
        headers.map { header in
            // Looked at as bytes first: hardly any value has one.
            let isOneLine = !header.value.utf8.contains { $0 < 0x20 || $0 > 0x7E }
            return "\(header.name): \(isOneLine ? header.value : String(header.value.map { $0.isNewline ? " " : $0 }))"
        }.joined(separator: "\n")
    }

    private static func headers(_ text: String) -> [Arrival.Header] {
        text.split(separator: "\n").map { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return Arrival.Header(name: String(parts[0]), value: parts.count > 1 ? String(parts[1].dropFirst()) : "")
        }
    }
}
