/// A table as a spreadsheet writes it: cells between semicolons, commas or tabs, in `"…"` where they hold one of those, a quote or a line end.
///
/// Which of the three it is, the first line tells; a byte order mark and Excel's line `sep=;` are skipped, so are empty rows.
struct CSVTable {
    struct Row: Equatable {
        /// Where it begins, counted from 1.
        var line: Int
        /// Without blanks around them.
        var cells: [String]

        /// The cell of a column; empty where the row is shorter.
        subscript(column: Int) -> String { column < cells.count ? cells[column] : "" }
    }

    let separator: Character
    private(set) var rows: [Row] = []

    private static let quote = UInt8(ascii: "\"")

    /// - Throws: when a quote is never closed: what would follow it is lost.
    init(_ text: String) throws(Complaint) {
        // Bytes, for a catalogue has millions of them; every mark that counts is one byte, which no part of another letter is.
        var bytes = Array(text.utf8)[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        let head = bytes.prefix { !Self.isLineEnd($0) }
        let mark: UInt8
        let declared = String(decoding: head.prefix(4), as: UTF8.self).lowercased() == "sep=" && head.count == 5 ? head.last : nil
        if let declared {
            mark = declared
        } else {
            let counts = [UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t")].map { mark in (mark, Self.count(mark, in: head)) }
            mark = counts.max { $0.1 < $1.1 }.map { $0.1 > 0 ? $0.0 : UInt8(ascii: ";") } ?? UInt8(ascii: ";")
        }
        separator = Character(Unicode.Scalar(mark))
        try read(bytes, mark)
        if declared != nil { rows.removeFirst() }
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

    /// How often a mark stands outside of quotes.
    private static func count(_ mark: UInt8, in line: ArraySlice<UInt8>) -> Int {
        var (count, isQuoted) = (0, false)
        for byte in line {
            if byte == quote { isQuoted.toggle() }
            if byte == mark && !isQuoted { count += 1 }
        }
        return count
    }

    private mutating func read(_ bytes: ArraySlice<UInt8>, _ separator: UInt8) throws(Complaint) {
        var row = Row(line: 1, cells: [])
        var cell: [UInt8] = []
        var (line, opened, isPastQuote) = (1, Int?.none, false)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            let isLineEnd = Self.isLineEnd(byte)
            // "\r\n" is one line end.
            let isPair = byte == UInt8(ascii: "\r") && index < bytes.endIndex && bytes[index] == UInt8(ascii: "\n")
            if isLineEnd { line += 1 }
            if opened != nil {
                if byte != Self.quote {
                    cell.append(byte)
                    if isPair {
                        cell.append(bytes[index])
                        index += 1
                    }
                } else if index < bytes.endIndex, bytes[index] == Self.quote {
                    cell.append(Self.quote)
                    index += 1
                } else {
                    (opened, isPastQuote) = (nil, true)
                }
            } else if byte == Self.quote, !isPastQuote, cell.allSatisfy({ $0 == UInt8(ascii: " ") }) {
                (cell, opened) = ([], line)
            } else if byte == separator || isLineEnd {
                row.cells.append(Self.trimmed(cell))
                (cell, isPastQuote) = ([], false)
                guard isLineEnd else { continue }
                if isPair { index += 1 }
                keep(row)
                row = Row(line: line, cells: [])
            } else {
                cell.append(byte)
            }
        }
        if let opened { throw Complaint("line \(opened): a quote is opened and never closed") }
        row.cells.append(Self.trimmed(cell))
        keep(row)
    }

    private mutating func keep(_ row: Row) {
        if row.cells.contains(where: { !$0.isEmpty }) { rows.append(row) }
    }

    private static func trimmed(_ cell: [UInt8]) -> String {
        let text = String(decoding: cell, as: UTF8.self)
        guard text.first?.isWhitespace == true || text.last?.isWhitespace == true else { return text }
        var rest = text.drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
