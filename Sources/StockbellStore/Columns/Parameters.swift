import FoundationEssentials
import GRDB
import GRDBSQLite
import StockbellCore

/// Gives a statement its arguments from left to right, in the order in which it names them; nil is NULL.
///
/// Straight to SQLite: boxing each value first cost more than the row that it went into.
struct Parameters {
    /// Enough for the texts of a row and a usual body.
    static let scratchSize = 8192
    /// SQLite copies what it is given before the call returns.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)  // C spells it as a pointer, which Swift does not import

    private let statement: OpaquePointer
    /// Where texts and bytes lie until the statement is reset, so that SQLite need not allocate a copy of each.
    private var scratch: UnsafeMutableRawBufferPointer
    private var index: CInt = 0

    /// - Parameter scratch: ours until the statement is reset.
    init(_ statement: OpaquePointer, scratch: UnsafeMutableRawBufferPointer) {
        self.statement = statement
        self.scratch = scratch
    }

    /// Copies bytes to where they stay; nil: there is no room.
    private mutating func keep(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawPointer? {
        guard bytes.count < scratch.count, let address = scratch.baseAddress else { return nil }
        scratch.copyMemory(from: bytes)
        scratch = UnsafeMutableRawBufferPointer(rebasing: scratch[bytes.count...])
        return UnsafeRawPointer(address)
    }

    mutating func text(_ text: String?) {
        index += 1
        guard var text else { return null() }
        text.withUTF8 { bytes in
            // An empty buffer may have no address, which SQLite would take for NULL.
            guard let first = bytes.baseAddress, !bytes.isEmpty else {
                sqlite3_bind_text(statement, index, "", 0, Self.copied)
                return
            }
            let kept = keep(UnsafeRawBufferPointer(bytes))
            let text = (kept ?? UnsafeRawPointer(first)).assumingMemoryBound(to: CChar.self)
            sqlite3_bind_text(statement, index, text, CInt(clamping: bytes.count), kept == nil ? Self.copied : nil)
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
        bytes.withUnsafeBytes { bytes in
            guard let first = bytes.baseAddress, !bytes.isEmpty else {
                sqlite3_bind_zeroblob(statement, index, 0)
                return
            }
            let kept = keep(bytes)
            sqlite3_bind_blob64(statement, index, kept ?? first, sqlite3_uint64(bytes.count), kept == nil ? Self.copied : nil)
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
