import GRDB
import StockbellCore

/// Brings a file to the newest version, forward only, each time it is opened.
///
/// The version is `PRAGMA user_version`; all steps run in one transaction that holds the write lock, so two programs that start at once do not meet.
struct Migration {
    let steps: [String]

    init(steps: [String] = Schema.steps) {
        self.steps = steps
    }

    /// Applies the steps that the file has not had.
    ///
    /// - Throws: `StoreTrouble` when the file is newer than the program, or not a store of ours.
    func run(on db: Database, path: String) throws {
        try check(db, path)
        guard try db.number("PRAGMA user_version") != Int64(steps.count) else { return }
        try db.inTransaction(.immediate) {
            // Somebody else may have been first.
            try check(db, path)
            let version = try Int(db.number("PRAGMA user_version") ?? 0)
            for step in steps.dropFirst(version) { try db.execute(sql: step) }
            try db.execute(sql: "PRAGMA user_version = \(steps.count); PRAGMA application_id = \(Schema.applicationID)")
            return .commit
        }
    }

    private func check(_ db: Database, _ path: String) throws {
        let version = try db.number("PRAGMA user_version") ?? 0
        let isOurs = try db.number("PRAGMA application_id") == Schema.applicationID
        let isEmpty = try db.number("SELECT count(*) FROM sqlite_schema") == 0
        guard isOurs || isEmpty else {
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
