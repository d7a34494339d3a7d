package import FoundationEssentials

/// Levels as a warehouse exports them: a table with the columns sku or item, quantity, and perhaps place, name and time.
package struct LevelFile {
    package struct Row: Hashable, Sendable {
        package var item: String
        package var sku: String?
        package var name: String?
        package var place: String?
        package var quantity: Decimal
        /// As it is written; nil: not told.
        package var time: String?

        package init(item: String, sku: String? = nil, name: String? = nil, place: String? = nil, quantity: Decimal, time: String? = nil) {
            self.item = item
            self.sku = sku
            self.name = name
            self.place = place
            self.quantity = quantity
            self.time = time
        }
    }

    package private(set) var rows: [Row] = []
    /// Rows that are skipped, a sentence each.
    package private(set) var complaints: [String] = []

    /// - Parameter name: what the file is called, for people.
    /// - Throws: a sentence, where it is no such table.
    package init(_ text: String, name: String) throws(LevelFileError) {
        let sheet: TableSheet
        do throws(Complaint) {
            sheet = try TableSheet(text, key: "sku")
        } catch {
            throw LevelFileError(description: "\(name) \(error.message)")
        }
        let columns = sheet.columns.map { $0.lowercased() }
        func column(_ name: String) -> Int? { columns.firstIndex(of: name) }
        let (item, sku, quantity) = (column("item"), column("sku"), column("quantity"))
        guard let quantity, item != nil || sku != nil else {
            let found = sheet.columns.prefix(8).map(\.quoted).joined(separator: ", ")
            throw LevelFileError(description: "\(name) needs the columns \"sku\" (or \"item\") and \"quantity\", found \(found).")
        }
        let numbers = sheet.separator == nil ? TableNumbers.plain : TableNumbers(sniffing: sheet.rows.lazy.map { $0[quantity] })
        for row in sheet.rows {
            do throws(Complaint) {
                func text(_ column: Int?) -> String? { column.map { row[$0] }.flatMap { $0.isEmpty ? nil : $0 } }
                let sku = text(sku)
                guard let id = text(item) ?? sku else { throw Complaint("has neither sku nor item") }
                // Oversold: a table may have fewer than none.
                let written = row[quantity]
                let isNegative = written.hasPrefix("-")
                let number = try numbers.number(isNegative ? String(written.dropFirst()) : written, sheet.columns[quantity])
                guard let number else { throw Complaint("has no quantity") }
                rows.append(
                    Row(
                        item: id, sku: sku, name: text(column("name")), place: text(column("place")), quantity: isNegative ? -number : number,
                        time: text(column("time"))))
            } catch {
                complaints.append("\(name):\(row.line): \(error.message)")
            }
        }
    }
}

/// Why a file is no table of levels.
package struct LevelFileError: Error, CustomStringConvertible {
    package let description: String
}
