import GRDB
import StockbellCore

@testable import StockbellStore

extension SQLiteStore {
    /// Every row of every table, as it was last committed.
    func contents() async throws -> String {
        try await pool.read { db in
            let tables = try Row.fetchAll(
                db,
                sql: """
                    SELECT t.name, group_concat('quote("' || c.name || '")', '||'',''||') FROM sqlite_schema t, pragma_table_info(t.name) c
                    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' GROUP BY t.name ORDER BY t.name
                    """)
            return try tables.map { table in
                let (name, columns): (String, String) = (table[0], table[1])
                return try name + "\n" + String.fetchAll(db, sql: "SELECT \(columns) FROM \(name)").joined(separator: "\n")
            }.joined(separator: "\n\n")
        }
    }

    /// SQLite's own word on the file; "ok" if all is well.
    func integrity() async throws -> String? {
        try await pool.read { db in try String.fetchOne(db, sql: "PRAGMA integrity_check") }
    }
}
