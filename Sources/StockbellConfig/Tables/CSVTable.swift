/// A table as a spreadsheet writes it: cells between semicolons, commas or tabs, in `"…"` where they hold one of those, a quote or a line end.
///
/// Which of the three it is, the first line tells; a byte order mark and Excel's line `sep=;` are skipped, so are empty rows.
struct CSVTable {
    struct Row: Equatable {
        /// Where it begins, counted from 1.
        var line: Int
        /// Without blanks around them.
        var cells: [String]
    }

    let separator: Character
    private(set) var rows: [Row] = []

    /// - Throws: when a quote is never closed: what would follow it is lost.
    init(_ text: String) throws(Complaint) {
        var text = Substring(text)
        if text.unicodeScalars.first == "\u{FEFF}" { text = Substring(text.unicodeScalars.dropFirst()) }
        let head = text.prefix { !$0.isNewline }
        if head.lowercased().hasPrefix("sep="), let mark = head.dropFirst(4).first, head.count == 5 {
            separator = mark
        } else {
            let counts = [";", ",", "\t"].map { (mark: Character) in (mark, Self.count(mark, in: head)) }
            separator = counts.max { $0.1 < $1.1 }.map { $0.1 > 0 ? $0.0 : ";" } ?? ";"
        }
        try read(text)
        if head.lowercased().hasPrefix("sep=") { rows.removeFirst() }
    }

    /// How often a mark stands outside of quotes.
    private static func count(_ mark: Character, in line: Substring) -> Int {
        var (count, isQuoted) = (0, false)
        for character in line {
            if character == "\"" { isQuoted.toggle() }
            if character == mark && !isQuoted { count += 1 }
        }
        return count
    }

    private mutating func read(_ text: Substring) throws(Complaint) {
        var row = Row(line: 1, cells: [])
        var (cell, line, opened, isPastQuote) = ("", 1, Int?.none, false)
        var rest = text
        while let character = rest.popFirst() {
            if character.isNewline { line += 1 }
            if opened != nil {
                if character != "\"" {
                    cell.append(character)
                } else if rest.first == "\"" {
                    cell.append("\"")
                    rest.removeFirst()
                } else {
                    (opened, isPastQuote) = (nil, true)
                }
            } else if character == "\"", cell.allSatisfy(\.isWhitespace), !isPastQuote {
                (cell, opened) = ("", line)
            } else if character == separator || character.isNewline {
                row.cells.append(Self.trimmed(cell))
                (cell, isPastQuote) = ("", false)
                if character.isNewline {
                    keep(row)
                    row = Row(line: line, cells: [])
                }
            } else {
                cell.append(character)
            }
        }
        if let opened { throw Complaint("line \(opened): a quote is opened and never closed") }
        row.cells.append(Self.trimmed(cell))
        keep(row)
    }

    private mutating func keep(_ row: Row) {
        if row.cells.contains(where: { !$0.isEmpty }) { rows.append(row) }
    }

    private static func trimmed(_ text: String) -> String {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
