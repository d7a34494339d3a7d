import FoundationEssentials
import StockbellCore

/// The catalogue as the shop keeps it: columns in any order and by any names, others as it likes.
struct CatalogueFile {
    private(set) var entries: [CatalogueEntry] = []
    /// Rows that are skipped, by line: why.
    private(set) var complaints: [(line: Int, message: String)] = []
    /// How many rows the file has, good and bad.
    let rowCount: Int

    /// - Parameters:
    ///   - key: the column without which a row says nothing, `sku` or `item`.
    ///   - names: what the shop calls columns that it does not call as we do.
    /// - Throws: when it is no such table.
    init(_ text: String, key: CatalogueColumn, names: [CatalogueColumn: String]) throws(Complaint) {
        let sheet = try TableSheet(text, key: names[key] ?? key.rawValue)
        let positions = try Self.positions(in: sheet, key: key, names: names)
        let cells = CatalogueColumn.numbers.compactMap { positions[$0] }
        let numbers = sheet.separator == nil ? .plain : TableNumbers(sniffing: sheet.rows.lazy.flatMap { row in cells.map { row[$0] } })
        rowCount = sheet.rows.count
        var lines: [String: Int] = [:]
        for row in sheet.rows {
            do throws(Complaint) {
                if let separator = sheet.separator, row.cells.count > sheet.columns.count,
                    row.cells[sheet.columns.count...].contains(where: { !$0.isEmpty })
                {
                    throw Complaint(
                        "has \(row.cells.count) cells, the first line \(sheet.columns.count); put a cell that holds \(separator) in quotes")
                }
                let entry = try CatalogueRow(row: row, sheet: sheet, positions: positions, numbers: numbers).entry(key: key)
                for name in key == .sku ? [entry.sku ?? ""] : entry.items {
                    if let earlier = lines[name.lowercased()] { throw Complaint("\(name.quoted) stands in line \(earlier) already, which counts") }
                    lines[name.lowercased()] = row.line
                }
                entries.append(entry)
            } catch {
                complaints.append((row.line, error.message))
            }
        }
    }

    /// Where each column stands; upper and lower case are one, and so are gaps, hyphens and underscores.
    private static func positions(
        in sheet: TableSheet, key: CatalogueColumn, names: [CatalogueColumn: String]
    ) throws(Complaint) -> [CatalogueColumn: Int] {
        let columns = sheet.columns.map(plain)
        let place = sheet.headLine.map { "line \($0): " } ?? ""
        var positions: [CatalogueColumn: Int] = [:]
        for column in CatalogueColumn.allCases {
            let name = names[column] ?? column.rawValue
            let found = columns.indices.filter { columns[$0] == plain(name) }
            guard found.count < 2 else { throw Complaint("\(place)two columns are named \(name.quoted)") }
            if found.isEmpty, column == key || names[column] != nil {
                let shown = sheet.columns.prefix(8).map(\.quoted).joined(separator: ", ")
                throw Complaint("\(place)has no column \(name.quoted), found \(shown)")
            }
            positions[column] = found.first
        }
        return positions
    }

    private static func plain(_ name: String) -> String { name.lowercased().filter { !$0.isWhitespace && $0 != "-" && $0 != "_" } }
}
