import FoundationEssentials
import GRDB
import StockbellCore

/// Reads a row's columns from left to right, in the order in which the statement names them.
///
/// Nothing here can fail: what a column of another program version or a damaged file holds comes out as nil or as a neutral value.
struct ColumnReader {
    private let row: Row
    private var index: Int

    init(_ row: Row, from index: Int = 0) {
        self.row = row
        self.index = index
    }

    mutating func text() -> String { optionalText() ?? "" }

    mutating func optionalText() -> String? {
        defer { index += 1 }
        return row[index]
    }

    mutating func number() -> Int64 { optionalNumber() ?? 0 }

    mutating func optionalNumber() -> Int64? {
        defer { index += 1 }
        return row[index]
    }

    mutating func count() -> Int { Int(clamping: number()) }

    mutating func flag() -> Bool { number() != 0 }

    mutating func optionalFlag() -> Bool? { optionalNumber().map { $0 != 0 } }

    mutating func time() -> Date { Date(milliseconds: number()) }

    mutating func optionalTime() -> Date? { optionalNumber().map(Date.init(milliseconds:)) }

    mutating func decimal() -> Decimal? { optionalText().flatMap { Decimal(string: $0) } }

    mutating func bytes() -> [UInt8]? {
        defer { index += 1 }
        return (row[index] as Data?).map(Array.init)
    }

    mutating func id<Subject>() -> Identifier<Subject> { Identifier(text()) }

    mutating func optionalID<Subject>() -> Identifier<Subject>? { optionalText().map(Identifier.init) }

    /// nil where the text is none that this program version knows.
    mutating func value<Value: RawRepresentable>() -> Value? where Value.RawValue == String {
        optionalText().flatMap(Value.init(rawValue:))
    }
}
