import GRDB
import GRDBSQLite

/// What a statement's argument may be; nil is NULL.
typealias Argument = (any DatabaseValueConvertible)?

/// Statements that are prepared once for each connection.
extension Database {
    /// Runs a statement.
    func run(_ sql: String, _ arguments: [Argument] = []) throws {
        try run(sql) { parameters in for argument in arguments { parameters.argument(argument) } }
    }

    /// Runs a statement; `bind` names every argument.
    func run(_ sql: String, _ bind: (inout Parameters) -> Void) throws {
        try with(sql, bind) { statement in while try step(statement) {} }
    }

    /// Reads rows; those that `decode` has no value for are left out.
    func rows<Value>(_ sql: String, _ arguments: [Argument] = [], _ decode: (inout ColumnReader) -> Value?) throws -> [Value] {
        try rows(sql, { parameters in for argument in arguments { parameters.argument(argument) } }, decode)
    }

    /// Reads rows; `bind` names every argument, and rows that `decode` has no value for are left out.
    func rows<Value>(_ sql: String, _ bind: (inout Parameters) -> Void, _ decode: (inout ColumnReader) -> Value?) throws -> [Value] {
        try with(sql, bind) { statement in
            var values: [Value] = []
            while try step(statement) {
                var columns = ColumnReader(statement)
                if let value = decode(&columns) { values.append(value) }
            }
            return values
        }
    }

    /// Reads one number; nil: no row, or NULL.
    func number(_ sql: String, _ arguments: [Argument] = []) throws -> Int64? {
        try number(sql) { parameters in for argument in arguments { parameters.argument(argument) } }
    }

    /// Reads one number; nil: no row, or NULL.
    func number(_ sql: String, _ bind: (inout Parameters) -> Void) throws -> Int64? {
        try with(sql, bind) { statement in
            var columns = ColumnReader(statement)
            return try step(statement) ? columns.optionalNumber() : nil
        }
    }

    private func with<R>(_ sql: String, _ bind: (inout Parameters) -> Void, _ body: (OpaquePointer) throws -> R) throws -> R {
        let statement = try cachedStatement(sql: sql).sqliteStatement
        return try withUnsafeTemporaryAllocation(byteCount: Parameters.scratchSize, alignment: 1) { scratch in
            var parameters = Parameters(statement, scratch: scratch)
            bind(&parameters)
            defer {
                sqlite3_reset(statement)
                // What they point to ends here.
                sqlite3_clear_bindings(statement)
            }
            return try body(statement)
        }
    }

    /// Whether there is a row.
    private func step(_ statement: OpaquePointer) throws -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code), message: lastErrorMessage)
        }
    }
}
