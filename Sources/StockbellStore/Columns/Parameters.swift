import FoundationEssentials
import GRDB
import GRDBSQLite
import StockbellCore

/// Gives a statement its arguments from left to right, in the order in which it names them; nil is NULL.
///
/// Straight to SQLite: boxing each value first cost more than the row that it went into.
struct Parameters {
    /// SQLite copies what it is given before the call returns.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    private let statement: OpaquePointer
    private var index: CInt = 0

    init(_ statement: OpaquePointer) {
        self.statement = statement
    }

    mutating func text(_ text: String?) {
        index += 1
        guard var text else { return null() }
        text.withUTF8 { bytes in
            // An empty buffer may have no address, which SQLite would take for NULL.
            _ =
                bytes.isEmpty
                ? sqlite3_bind_text(statement, index, "", 0, Self.copied)
                : bytes.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text(statement, index, $0.baseAddress, CInt(clamping: $0.count), Self.copied)
                }
        }
    }

    mutating func number(_ number: Int64?) {
        index += 1
        guard let number else { return null() }
        sqlite3_bind_int64(statement, index, number)
    }

    mutating func bytes(_ bytes: [UInt8]?) {
        index += 1
        guard let bytes else { return null() }
        _ = bytes.withUnsafeBytes { bytes in
            bytes.isEmpty
                ? sqlite3_bind_zeroblob(statement, index, 0)
                : sqlite3_bind_blob64(statement, index, bytes.baseAddress, sqlite3_uint64(bytes.count), Self.copied)
        }
    }

    mutating func count(_ count: Int) { number(Int64(count)) }

    mutating func flag(_ flag: Bool?) { number(flag.map { $0 ? 1 : 0 }) }

    mutating func time(_ time: Date?) { number(time?.milliseconds) }

    mutating func decimal(_ decimal: Decimal?) { text(decimal?.description) }

    mutating func id<Subject>(_ id: Identifier<Subject>?) { text(id?.string) }

    mutating func value(_ value: (some RawRepresentable<String>)?) { text(value?.rawValue) }

    /// A boxed value, for statements that are not run for each event.
    mutating func argument(_ argument: Argument) {
        switch argument?.databaseValue.storage {
        case nil, .null:
            index += 1
            null()
        case .int64(let number): self.number(number)
        case .double(let number):
            index += 1
            sqlite3_bind_double(statement, index, number)
        case .string(let text): self.text(text)
        case .blob(let data): bytes(Array(data))
        }
    }

    private func null() {
        sqlite3_bind_null(statement, index)
    }
}
