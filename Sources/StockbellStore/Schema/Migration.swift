import GRDB
import StockbellCore

/// Brings a file to the newest version, forward only, each time it is opened.
///
/// The version is `PRAGMA user_version`; all steps run in one transaction that holds the write lock, so two programs that start at once do not
/// meet. A store that holds something is copied first.
struct Migration {
    let steps: [String]

    init(steps: [String] = Schema.steps) {
        self.steps = steps
    }

    /// Applies the steps that the file has not had.
    ///
    /// - Parameter alone: called before a store that holds something is changed; throws while an older program serves it.
    /// - Throws: what `alone` throws, and `StoreTrouble` when the file is newer than the program, or not a store of ours, or when the copy of it
    ///   cannot be written.
    func run(on db: Database, path: String, alone: () throws -> Void = {}) throws {
        try check(db, path)
        guard try Self.version(db) != steps.count else { return }
        if try Self.version(db) > 0 { try alone() }
        try db.inTransaction(.immediate) {
            // Somebody else may have been first.
            try check(db, path)
            let version = try Self.version(db)
            guard version != steps.count else { return .commit }
            // From a connection of its own; this one keeps everybody from writing until the steps are done.
            if version > 0 { try backUp(path, version, db) }
            for step in steps.dropFirst(version) { try db.execute(sql: step) }
            try db.execute(sql: "PRAGMA user_version = \(steps.count); PRAGMA application_id = \(Schema.applicationID)")
            return .commit
        }
    }

    /// Whether the file is a store of ours, of whatever version.
    static func isStore(_ db: Database) throws -> Bool { try db.number("PRAGMA application_id") == Schema.applicationID }

    /// Where the copy of a store is that was made before it was brought from that version to a newer one.
    static func backup(of path: String, version: Int) -> String { "\(path).v\(version).backup" }

    private static func version(_ db: Database) throws -> Int { try Int(db.number("PRAGMA user_version") ?? 0) }

    private func backUp(_ path: String, _ version: Int, _ db: Database) throws {
        let file = Self.backup(of: path, version: version)
        do {
            _ = try StoreBackup.write(of: path, to: file, replacing: true)
        } catch let trouble as StoreTrouble {
            let pages = try (db.number("PRAGMA page_count") ?? 0) - (db.number("PRAGMA freelist_count") ?? 0)
            let needed = try pages * (db.number("PRAGMA page_size") ?? 0) / 1_048_576 + 1
            throw StoreTrouble(
                trouble.reason,
                """
                \(path) is of store version \(version) and would be brought to \(steps.count), but the backup that is made before it cannot be \
                written: \(trouble.description). It needs \(needed) MiB in that folder; nothing was changed.
                """)
        }
    }

    private func check(_ db: Database, _ path: String) throws {
        let version = try db.number("PRAGMA user_version") ?? 0
        let isEmpty = try db.number("SELECT count(*) FROM sqlite_schema") == 0
        guard try Self.isStore(db) || isEmpty else {
            throw StoreTrouble(.other, "\(path) is a database of another program; name another file as `store` in config.json.")
        }
        guard version <= steps.count else {
            throw StoreTrouble(
                .other,
                """
                \(path) was written by a newer stockbell (store version \(version), this one knows \(steps.count)); \
                use that one, or a backup from before it.
                """
            )
        }
    }
}
