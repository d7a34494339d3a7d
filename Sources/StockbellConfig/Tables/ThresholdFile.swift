import FoundationEssentials
import StockbellCore

/// `thresholds.csv`: the columns sku, place, low, okAbove and backAbove in any order, others as purchasing likes.
struct ThresholdFile {
    private(set) var table = ThresholdTable([])
    /// Rows that are skipped, by line: why.
    private(set) var complaints: [(line: Int, message: String)] = []

    private static let numbers = ["low", "okabove", "backabove"]
    /// Two rows for one item at one place: the first one wins.
    private struct Key: Hashable {
        var sku: String
        var place: String?
    }

    /// - Throws: when it is no such table.
    init(_ text: String) throws(Complaint) {
        let csv = try CSVTable(text)
        guard let head = csv.rows.first else { throw Complaint("is empty; its first line names the columns: sku;place;low;okAbove;backAbove") }
        let names = head.cells.map { $0.lowercased() }
        func column(_ name: String) throws(Complaint) -> Int? {
            guard names.count(where: { $0 == name }) < 2 else { throw Complaint("line \(head.line): two columns are named \(name.quoted)") }
            return names.firstIndex(of: name)
        }
        guard let sku = try column("sku") else { throw Complaint("line \(head.line): names no column \"sku\", found \(Self.list(head.cells))") }
        let place = try column("place")
        var columns: [Int?] = []
        for name in Self.numbers { columns.append(try column(name)) }
        guard columns.contains(where: { $0 != nil }) else {
            throw Complaint("line \(head.line): names none of the columns \"low\", \"okAbove\" and \"backAbove\", found \(Self.list(head.cells))")
        }

        let body = csv.rows.dropFirst()
        let numbers = TableNumbers(sniffing: body.lazy.flatMap { row in columns.compactMap { $0.map { row[$0] } } })
        var rows: [ThresholdTable.Row] = []
        var first: [Key: Int] = [:]
        for row in body {
            do throws(Complaint) {
                let name = row[sku]
                guard !name.isEmpty else { throw Complaint("has no sku") }
                guard row.cells.count <= head.cells.count || row.cells[head.cells.count...].allSatisfy(\.isEmpty) else {
                    throw Complaint(
                        "has \(row.cells.count) cells, the first line \(head.cells.count); put a cell that holds \(csv.separator) in quotes")
                }
                guard !row.cells.contains(where: { $0.contains("\u{FFFD}") }) else {
                    throw Complaint("holds a letter that is not UTF-8; save the file as \"CSV UTF-8\"")
                }
                let shelf = place.map { row[$0] }.flatMap { $0.isEmpty ? nil : $0 }
                var values: [Decimal?] = []
                for column in columns {
                    guard let column else {
                        values.append(nil)
                        continue
                    }
                    values.append(try numbers.number(row[column], head.cells[column]))
                }
                if let low = values[0], let okAbove = values[1], okAbove < low {
                    throw Complaint("okAbove, \(okAbove), is less than low, \(low); an item cannot be well again while it is low")
                }
                guard values.contains(where: { $0 != nil }) else { continue }
                let key = Key(sku: name.lowercased(), place: shelf?.lowercased())
                if let earlier = first[key] { throw Complaint("\(name.quoted) stands in line \(earlier) already, which counts") }
                first[key] = row.line
                rows.append(.init(sku: name, place: shelf, low: values[0], okAbove: values[1], backAbove: values[2], line: row.line))
            } catch {
                complaints.append((row.line, error.message))
            }
        }
        table = ThresholdTable(rows)
    }

    private static func list(_ names: [String]) -> String { names.prefix(8).map(\.quoted).joined(separator: ", ") }
}
