import GRDB
package import StockbellCore

extension SQLiteStore: Auditable {
    package func page(of table: AuditedTable, after position: String?, limit: Int) async throws -> AuditedPage {
        try await read { db in try Auditing(db: db).page(of: table, after: position, limit: limit) }
    }
}

extension SQLiteStore {
    /// The file itself, below all tables.
    package struct Inspection: Hashable, Sendable {
        /// The version of the tables.
        package var version: Int
        /// What SQLite finds wrong with the file, a line each; empty: nothing.
        package var problems: [String]
    }

    /// Has SQLite look at the whole file (`PRAGMA quick_check`): at every page, but not at what indexes say of their tables.
    ///
    /// It reads what was last committed; while it lasts, the log beside the file grows.
    ///
    /// - Parameter isWhole: false: only the version is read.
    /// - Throws: `StoreTrouble` when the file cannot be read at all.
    package func inspect(isWhole: Bool = true) async throws -> Inspection {
        try await read { db in
            let version = try Int(clamping: db.number("PRAGMA user_version") ?? 0)
            guard isWhole else { return Inspection(version: version, problems: []) }
            let lines = try db.rows("PRAGMA quick_check(20)") { $0.text() }
            return Inspection(version: version, problems: lines == ["ok"] ? [] : lines)
        }
    }
}
