import StockbellCore

extension TopSection {
    /// The catalogue that the section names; nil where there is none, or it cannot be read as one.
    func settledCatalogue(_ reading: inout Reading) -> Catalogue? {
        guard let section = catalogue?.value, let file = section.file, let text = file.value.text, let key = section.key,
            let columns = section.columns
        else { return nil }
        let names = columns.value.names.mapValues(\.value)
        do throws(Complaint) {
            let sheet = try CatalogueFile(text, key: key.value.column, names: names)
            guard sheet.complaints.count * 2 <= sheet.rowCount else {
                let first = sheet.complaints[0]
                throw Complaint(
                    "makes no sense in \(sheet.complaints.count) of its \(sheet.rowCount) rows; the first one, line \(first.line): \(first.message)")
            }
            reading.warn(ofRows: sheet.complaints, in: file.value.name)
            let currency = defaults?.value.currency?.value
            let entries = sheet.entries.map { entry in
                var entry = entry
                entry.currency = entry.currency ?? currency
                return entry
            }
            return Catalogue(name: file.value.name, entries: entries)
        } catch {
            reading.refuseTable("the file \(file.value.quoted) \(error.message)", at: file.place)
            return nil
        }
    }

    /// The lines of `thresholds` with what the catalogue says of them: its rows are for one item each, so they stand above the first line that is
    /// for all.
    func thresholds(_ lines: [Thresholds.Line], with catalogue: Catalogue?) -> Thresholds {
        guard let catalogue, catalogue.hasThresholds else { return Thresholds(lines) }
        var line = Thresholds.Line(origin: catalogue.name)
        line.isCatalogue = true
        var lines = lines
        lines.insert(line, at: lines.firstIndex { $0.table == nil && $0.where == .always } ?? lines.endIndex)
        return Thresholds(lines)
    }
}
