import FoundationEssentials
import StockbellCore

/// One row of the catalogue on its way to an entry.
struct CatalogueRow {
    let row: CSVTable.Row
    let sheet: TableSheet
    let positions: [CatalogueColumn: Int]
    let numbers: TableNumbers

    /// - Throws: what is wrong with the row.
    func entry(key: CatalogueColumn) throws(Complaint) -> CatalogueEntry {
        if row.cells.contains(where: { $0.utf8.contains(0xEF) && $0.contains("\u{FFFD}") }) {
            throw Complaint("holds a letter that nobody can read; save the file as \"CSV UTF-8\"")
        }
        var entry = CatalogueEntry(line: row.line)
        entry.sku = text(.sku)
        entry.items = list(.item)
        guard key == .sku ? entry.sku != nil : !entry.items.isEmpty else { throw Complaint("has no \(name(of: key))") }
        entry.name = text(.name)
        entry.shortName = text(.shortName)
        entry.category = text(.category)
        entry.supplier = text(.supplier)
        entry.supplierSKU = text(.supplierSKU)
        entry.buyer = text(.buyer)
        entry.unit = text(.unit)
        let (price, cost) = (try money(.price), try money(.cost))
        (entry.price, entry.cost) = (price.amount, cost.amount)
        entry.currency = try currency() ?? price.currency ?? cost.currency
        entry.packSize = try number(.packSize)
        entry.minOrder = try number(.minOrder)
        entry.leadTime = try leadTime()
        entry.url = try link(.url)
        entry.orderURL = try link(.orderURL)
        entry.image = try link(.image)
        entry.substitutes = list(.substitutes).map { .init(sku: $0) }
        entry.expectedDate = try day(.expectedDate)
        entry.expectedQuantity = try number(.expectedQuantity)
        entry.status = try word(.status, among: CatalogueEntry.Status.allCases.map(\.rawValue)) { CatalogueEntry.Status(rawValue: $0.lowercased()) }
        entry.tags = list(.tags)
        entry.reason = try word(.reason, among: StockReason.Cause.allCases.map(\.rawValue)) { StockReason(word: $0) }
        (entry.low, entry.okAbove) = (try number(.low), try number(.okAbove))
        if let low = entry.low, let okAbove = entry.okAbove, okAbove < low {
            throw Complaint("okAbove, \(okAbove), is less than low, \(low); an item cannot be well again while it is low")
        }
        return entry
    }

    /// What the file calls a column.
    private func name(of column: CatalogueColumn) -> String { positions[column].map { sheet.columns[$0] } ?? column.rawValue }

    private func cell(_ column: CatalogueColumn) -> String { positions[column].map { row[$0] } ?? "" }

    private func text(_ column: CatalogueColumn) -> String? {
        let text = cell(column)
        return text.isEmpty ? nil : text
    }

    private func list(_ column: CatalogueColumn) -> [String] {
        cell(column).split(separator: "|").map { part in
            var part = part.drop(while: \.isWhitespace)
            while part.last?.isWhitespace == true { part.removeLast() }
            return String(part)
        }.filter { !$0.isEmpty }
    }

    private func number(_ column: CatalogueColumn) throws(Complaint) -> Decimal? { try numbers.number(cell(column), name(of: column)) }

    private func money(_ column: CatalogueColumn) throws(Complaint) -> (amount: Decimal?, currency: String?) {
        try numbers.money(cell(column), name(of: column))
    }

    private func currency() throws(Complaint) -> String? {
        guard let text = text(.currency) else { return nil }
        guard let currency = Currency(text.uppercased()) else {
            throw Complaint("\(name(of: .currency)): must be a code of three letters such as EUR, found \(text.quoted)")
        }
        return currency.code
    }

    /// "9", "9 days", "9 Tage".
    private func leadTime() throws(Complaint) -> Decimal? {
        guard let text = text(.leadTime) else { return nil }
        let unit = text.drop { !$0.isLetter }
        guard unit.isEmpty || ["d", "day", "days", "tag", "tage"].contains(unit.lowercased()) else {
            throw Complaint("\(name(of: .leadTime)): must be a number of days, found \(text.quoted)")
        }
        return try numbers.number(String(text.dropLast(unit.count).filter { !$0.isWhitespace }), name(of: .leadTime))
    }

    private func link(_ column: CatalogueColumn) throws(Complaint) -> String? {
        guard let text = text(column) else { return nil }
        let start = text.lowercased()
        guard start.hasPrefix("https://") || start.hasPrefix("http://"), !text.contains(where: \.isWhitespace) else {
            throw Complaint("\(name(of: column)): must begin with https:// or http://, found \(text.quoted)")
        }
        return text
    }

    private func word<Value>(
        _ column: CatalogueColumn, among words: [String], _ read: (String) -> Value?
    ) throws(Complaint) -> Value? {
        guard let text = text(column) else { return nil }
        guard let value = read(text) else {
            throw Complaint("\(name(of: column)): must be one of \(words.joined(separator: ", ")), found \(text.quoted)")
        }
        return value
    }

    /// A day as ISO 8601 has it, or in the order day, month, year with points, as Excel writes it in most of Europe.
    private func day(_ column: CatalogueColumn) throws(Complaint) -> Date? {
        guard let text = text(column) else { return nil }
        let parts = text.prefix { $0 != "T" && $0 != " " }.split(whereSeparator: { $0 == "-" || $0 == "." }).compactMap { Int($0) }
        let date = text.contains("/") || parts.count != 3 ? nil : text.utf8.prefix(5).contains(UInt8(ascii: "-")) ? parts : parts.reversed()
        guard let date, (2000...2200).contains(date[0]), (1...12).contains(date[1]), (1...31).contains(date[2]),
            let day = try? Date("\(date[0])-\(Self.padded(date[1]))-\(Self.padded(date[2]))T12:00:00Z", strategy: .iso8601),
            // 31 February would be 3 March.
            day.formatted(.iso8601).dropFirst(8).hasPrefix(Self.padded(date[2]))
        else { throw Complaint("\(name(of: column)): must be a day such as 2026-01-13 or 13.01.2026, found \(text.quoted)") }
        return day
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
