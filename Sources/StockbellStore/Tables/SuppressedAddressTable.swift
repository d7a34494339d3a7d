import FoundationEssentials
import GRDB
import StockbellCore

/// The suppression list: asked for one address at a time.
enum SuppressedAddressTable {
    private static let columns = "channel, recipient, cause, because, since"

    static func all(_ db: Database) throws -> [SuppressedAddress] {
        try db.rows("SELECT \(columns) FROM suppressed_address ORDER BY channel, recipient", [], decode)
    }

    static func line(_ key: SuppressedAddress.Key, _ db: Database) throws -> SuppressedAddress? {
        try db.rows("SELECT \(columns) FROM suppressed_address WHERE channel = ?1 AND recipient = ?2", [key.channel, key.recipient], decode).first
    }

    /// Writes a line, or strikes it where it is nil.
    static func save(_ line: SuppressedAddress?, _ key: SuppressedAddress.Key, _ db: Database) throws {
        guard let line else {
            return try db.run("DELETE FROM suppressed_address WHERE channel = ?1 AND recipient = ?2", [key.channel, key.recipient])
        }
        try db.run(
            "INSERT OR REPLACE INTO suppressed_address (\(columns)) VALUES (?, ?, ?, ?, ?)",
            [key.channel, key.recipient, line.cause.rawValue, line.because, line.since.milliseconds])
    }

    /// A cause of another version: what it put there still gets no messages.
    private static func decode(_ columns: inout ColumnReader) -> SuppressedAddress? {
        let key = SuppressedAddress.Key(channel: columns.text(), recipient: columns.text())
        let cause: SuppressedAddress.Cause? = columns.value()
        let (because, since) = (columns.text(), columns.time())
        return SuppressedAddress(key: key, cause: cause ?? .hand, because: because, since: since)
    }
}
