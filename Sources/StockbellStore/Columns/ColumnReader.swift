import FoundationEssentials
import GRDBSQLite
import StockbellCore

/// Reads a row's columns from left to right, in the order in which the statement names them.
///
/// Nothing here can fail: what a column of another program version or a damaged file holds comes out as nil or as a neutral value.
struct ColumnReader {
    private let statement: OpaquePointer
    private var index: CInt = 0

    /// Reads the row on which the statement stands.
    init(_ statement: OpaquePointer) {
        self.statement = statement
    }

    mutating func text() -> String { optionalText() ?? "" }

    mutating func optionalText() -> String? {
        defer { index += 1 }
        guard let text = sqlite3_column_text(statement, index) else { return nil }
        return String(decoding: UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, index))), as: UTF8.self)
    }

    mutating func number() -> Int64 { optionalNumber() ?? 0 }

    mutating func optionalNumber() -> Int64? {
        defer { index += 1 }
        return sqlite3_column_type(statement, index) == SQLITE_NULL ? nil : sqlite3_column_int64(statement, index)
    }

    mutating func count() -> Int { Int(clamping: number()) }

    mutating func flag() -> Bool { number() != 0 }

    mutating func optionalFlag() -> Bool? { optionalNumber().map { $0 != 0 } }

    mutating func time() -> Date { Date(milliseconds: number()) }

    mutating func optionalTime() -> Date? { optionalNumber().map(Date.init(milliseconds:)) }

    mutating func decimal() -> Decimal? { optionalText().flatMap { Decimal(string: $0) } }

    mutating func bytes() -> [UInt8]? {
        defer { index += 1 }
        guard sqlite3_column_type(statement, index) != SQLITE_NULL else { return nil }
        let bytes = sqlite3_column_blob(statement, index)
        return Array(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, index))))
    }

    mutating func id<Subject>() -> Identifier<Subject> { Identifier(text()) }

    mutating func optionalID<Subject>() -> Identifier<Subject>? { optionalText().map(Identifier.init) }

    /// nil where the text is none that this program version knows.
    mutating func value<Value: RawRepresentable>() -> Value? where Value.RawValue == String {
        optionalText().flatMap(Value.init(rawValue:))
    }
}
