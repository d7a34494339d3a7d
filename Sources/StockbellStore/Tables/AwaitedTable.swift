import FoundationEssentials
import GRDB
import StockbellCore

/// What waits for a reading of its platform's API.
enum AwaitedTable {
    private static let columns =
        "w.source, w.item, w.event, w.place, w.is_test, w.parent, w.declared, w.occurred_at, w.is_waiting, w.since, w.ask_at, w.deadline, w.is_doubted"

    static func save(_ kept: Changes.KeptAwaited, _ db: Database) throws {
        let row = kept.row
        guard !kept.isOver else {
            return try db.run("DELETE FROM awaited WHERE source = ?1 AND item = ?2 AND event = ?3") { parameters in
                parameters.text(row.key.source)
                parameters.text(row.key.item)
                parameters.id(row.id)
            }
        }
        try db.run("INSERT OR REPLACE INTO awaited VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)") { parameters in
            parameters.text(row.key.source)
            parameters.text(row.key.item)
            parameters.id(row.id)
            parameters.text(row.key.place)
            parameters.flag(row.key.isTest)
            parameters.text(row.parent)
            parameters.value(row.declared)
            parameters.time(row.occurredAt)
            parameters.flag(row.isWaiting)
            parameters.time(row.since)
            parameters.time(row.askAt)
            parameters.time(row.deadline)
            parameters.flag(row.isDoubted)
        }
    }

    static func rows(of items: Set<BookKeys.Item>, _ db: Database) throws -> [Awaited] {
        guard !items.isEmpty else { return [] }
        let sources = Dictionary(grouping: items) { BookKeys.Item(source: $0.source, item: "", isTest: $0.isTest) }
        return try sources.flatMap { source, items in
            try db.rows(
                """
                SELECT \(columns) FROM json_each(?3) AS k CROSS JOIN awaited AS w ON w.source = ?1 AND w.item = k.value WHERE w.is_test = ?2
                """, [source.source, source.isTest, JSONList(items.map(\.item)).text], decode)
        }
    }

    /// What has waited too long, the oldest first, so many at a time.
    static func overdue(now: Date, _ db: Database) throws -> [Awaited] {
        try db.rows(
            "SELECT \(columns) FROM awaited AS w WHERE w.deadline <= ?1 ORDER BY w.deadline, w.event LIMIT ?2",
            [now.milliseconds, Awaited.mostOverdue],
            decode)
    }

    static func nextDeadline(_ db: Database) throws -> Date? {
        try db.number("SELECT min(deadline) FROM awaited WHERE deadline IS NOT NULL").map(Date.init(milliseconds:))
    }

    static func list(_ source: String, limit: Int, _ db: Database) throws -> [Awaited] {
        try db.rows(
            "SELECT \(columns) FROM awaited AS w WHERE w.source = ?1 ORDER BY w.item, w.event LIMIT ?2", [source, max(0, limit)], decode)
    }

    /// Forgets those of events that are about to be removed.
    ///
    /// - Parameter arrivals: the arrivals of these events, as a JSON list.
    static func forget(ofArrivals arrivals: String, _ db: Database) throws {
        try db.run(
            """
            DELETE FROM awaited WHERE (source, item, event) IN (
                SELECT e.source, e.item, e.id FROM json_each(?1) AS k CROSS JOIN arrival AS a ON a.id = k.value
                CROSS JOIN event AS e ON e.id BETWEEN a.first_event AND a.last_event AND e.arrival = a.id)
            """, [arrivals])
    }

    /// Forgets those of these events, a JSON list of ids.
    static func forget(events: String, _ db: Database) throws {
        try db.run(
            """
            DELETE FROM awaited WHERE (source, item, event) IN (
                SELECT e.source, e.item, e.id FROM json_each(?1) AS k CROSS JOIN event AS e ON e.id = k.value)
            """, [events])
    }

    static func decode(_ columns: inout ColumnReader) -> Awaited? {
        let (source, item, id): (String, String, StockEvent.ID) = (columns.text(), columns.text(), columns.id())
        let key = LevelKey(source: source, item: item, place: columns.optionalText(), isTest: columns.flag())
        let (parent, declared): (String?, Condition?) = (columns.optionalText(), columns.value())
        let (occurredAt, isWaiting, since) = (columns.optionalTime(), columns.flag(), columns.time())
        return Awaited(
            id: id, key: key, parent: parent, declared: declared, occurredAt: occurredAt, isWaiting: isWaiting, since: since,
            askAt: columns.time(), deadline: columns.optionalTime(), isDoubted: columns.flag())
    }
}
