import GRDB

/// What a statement's argument may be; nil is NULL.
typealias Argument = (any DatabaseValueConvertible)?

extension Database {
    /// Runs a statement that is prepared once for each connection.
    func run(_ sql: String, _ arguments: [Argument] = []) throws {
        try cachedStatement(sql: sql).execute(arguments: StatementArguments(arguments))
    }

    /// Reads rows by a statement that is prepared once for each connection; rows that `decode` has no value for are left out.
    func rows<Value>(_ sql: String, _ arguments: [Argument] = [], _ decode: (inout ColumnReader) -> Value?) throws -> [Value] {
        let cursor = try Row.fetchCursor(cachedStatement(sql: sql), arguments: StatementArguments(arguments))
        var values: [Value] = []
        while let row = try cursor.next() {
            var columns = ColumnReader(row)
            if let value = decode(&columns) { values.append(value) }
        }
        return values
    }

    /// Reads one number; nil: no row, or NULL.
    func number(_ sql: String, _ arguments: [Argument] = []) throws -> Int64? {
        let cursor = try Row.fetchCursor(cachedStatement(sql: sql), arguments: StatementArguments(arguments))
        guard let row = try cursor.next() else { return nil }
        return row[0]
    }
}
