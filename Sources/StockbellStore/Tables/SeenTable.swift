import FoundationEssentials
import GRDB
import StockbellCore

/// Dedupe keys.
///
/// The primary key is the authority on what was seen.
enum SeenTable {
    /// The keys among those asked for that are there and not expired.
    ///
    /// One prepared look-up a key: in-process, that is what a join costs, and blobs cannot stand in JSON.
    static func known(_ keys: Set<BookKeys.Seen>, now: Date, _ db: Database) throws -> Set<BookKeys.Seen> {
        try keys.filter { key in
            try db.number("SELECT 1 FROM seen WHERE source = ?1 AND digest = ?2 AND expires_at > ?3") { parameters in
                parameters.text(key.source)
                parameters.bytes(key.digest)
                parameters.time(now)
            } != nil
        }
    }

    /// Adds a key; false: it is there already and not expired.
    static func insert(_ kept: Changes.KeptSeen, now: Date, _ db: Database) throws -> Bool {
        try db.run(
            """
            INSERT INTO seen VALUES (?1, ?2, ?3)
            ON CONFLICT (source, digest) DO UPDATE SET expires_at = excluded.expires_at WHERE seen.expires_at <= ?4
            """
        ) { parameters in
            parameters.text(kept.key.source)
            parameters.bytes(kept.key.digest)
            parameters.time(kept.expiresAt)
            parameters.time(now)
        }
        return db.changesCount > 0
    }

    /// Looks at the next `limit` keys after `position` and removes the expired ones.
    ///
    /// A walk, because an index on the expiry would cost every event a further B-tree.
    ///
    /// - Returns: how many were removed, and the last key looked at; nil: the end was reached.
    static func sweep(after position: BookKeys.Seen?, limit: Int, now: Date, _ db: Database) throws -> (removed: Int, last: BookKeys.Seen?) {
        let keys = try db.rows(
            "SELECT source, digest, expires_at FROM seen WHERE (source, digest) > (?1, ?2) ORDER BY source, digest LIMIT ?3",
            [position?.source ?? "", Data(position?.digest ?? []), limit]
        ) { columns in (key: BookKeys.Seen(source: columns.text(), digest: columns.bytes() ?? []), expiresAt: columns.time()) }
        let expired = keys.filter { $0.expiresAt <= now }
        for key in expired.map(\.key) { try db.run("DELETE FROM seen WHERE source = ?1 AND digest = ?2", [key.source, Data(key.digest)]) }
        return (expired.count, keys.count < limit ? nil : keys.last?.key)
    }
}
