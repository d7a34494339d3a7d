import FoundationEssentials
import GRDB
import StockbellCore

/// What the rules said, each time that they said something else.
enum ConfigurationTable {
    static func latest(_ db: Database) throws -> String? {
        try db.rows("SELECT routing FROM configuration ORDER BY number DESC LIMIT 1") { columns in columns.text() }.first
    }

    static func configuration(_ number: Int, _ db: Database) throws -> (since: Date, text: String)? {
        try db.rows("SELECT since, routing FROM configuration WHERE number = ?1", [number]) { columns in (columns.time(), columns.text()) }.first
    }

    static func save(_ text: String, since: Date, _ db: Database) throws {
        try db.run("INSERT INTO configuration (since, routing) VALUES (?1, ?2)", [since.milliseconds, text])
    }
}
