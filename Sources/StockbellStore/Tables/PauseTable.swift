import FoundationEssentials
import GRDB
import StockbellCore

/// What may not go out for a while: a handful of rows, read with every book.
enum PauseTable {
    static func all(_ db: Database) throws -> [Pause] {
        try db.rows("SELECT scope, name, recipient, origin, since, until, reason, full_at, failures FROM pause") { columns in
            let (kind, name, recipient) = (columns.text(), columns.text(), columns.optionalText())
            let origin: Pause.Origin? = columns.value()
            let (since, until) = (columns.time(), columns.optionalTime())
            // A scope or an origin of another version: this one cannot keep it.
            guard let scope = scope(kind, name, recipient), let origin else { return nil }
            var pause = Pause(scope: scope, origin: origin, since: since, until: until, reason: columns.text())
            pause.fullAt = columns.optionalTime()
            pause.failures = columns.count()
            return pause
        }
    }

    /// Writes a pause, or lifts it where it is nil.
    static func save(_ pause: Pause?, _ key: Pause.Key, _ db: Database) throws {
        let (kind, name, recipient) = columns(of: key.scope)
        try db.run(
            "DELETE FROM pause WHERE scope = ?1 AND name = ?2 AND ifnull(recipient, 0) = ifnull(?3, 0) AND origin = ?4",
            [kind, name, recipient, key.origin.rawValue])
        guard let pause else { return }
        try db.run(
            "INSERT INTO pause VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                kind, name, recipient, key.origin.rawValue, pause.since.milliseconds, pause.until?.milliseconds, pause.reason,
                pause.fullAt?.milliseconds, pause.failures,
            ])
    }

    private static func columns(of scope: Pause.Scope) -> (kind: String, name: String, recipient: String?) {
        switch scope {
        case .all: ("all", "", nil)
        case .channel(let name): ("channel", name, nil)
        case .department(let name): ("department", name, nil)
        case .address(let address): ("address", address.channel, address.recipient)
        }
    }

    private static func scope(_ kind: String, _ name: String, _ recipient: String?) -> Pause.Scope? {
        switch kind {
        case "all": .all
        case "channel": .channel(name)
        case "department": .department(name)
        case "address": .address(Address(channel: name, recipient: recipient))
        default: nil
        }
    }
}
