import FoundationEssentials
import GRDB
import StockbellCore

/// What is due and has no delivery yet.
enum AgendaTable {
    /// Kinds of another version are for that version.
    private static let known = AgendaItem.Kind.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")

    /// Rows whose time has come, oldest first.
    static func due(now: Date, _ db: Database) throws -> [AgendaItem] {
        try db.rows("SELECT kind, subject, due_at FROM agenda WHERE due_at <= ?1 ORDER BY due_at, kind, subject", [now.milliseconds], decode)
    }

    /// The earliest due time; nil: there is no row.
    static func next(_ db: Database) throws -> Date? {
        try db.number("SELECT due_at FROM agenda WHERE kind IN (\(known)) ORDER BY due_at LIMIT 1").map(Date.init(milliseconds:))
    }

    /// Writes a row, or strikes it where it is nil.
    static func save(_ item: AgendaItem?, _ key: AgendaItem.Key, _ db: Database) throws {
        guard let item else {
            return try db.run("DELETE FROM agenda WHERE kind = ?1 AND subject = ?2", [key.kind.rawValue, key.subject])
        }
        try db.run(
            "INSERT INTO agenda VALUES (?1, ?2, ?3) ON CONFLICT (kind, subject) DO UPDATE SET due_at = excluded.due_at",
            [key.kind.rawValue, key.subject, item.dueAt.milliseconds])
    }

    /// nil where the kind is none that this program version knows.
    static func decode(_ columns: inout ColumnReader) -> AgendaItem? {
        let (kind, subject): (AgendaItem.Kind?, String) = (columns.value(), columns.text())
        return kind.map { AgendaItem($0, subject, dueAt: columns.time()) }
    }
}
