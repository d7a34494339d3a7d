import StockbellCore

/// A table of thresholds with the name of its file, as config.json has it.
struct ThresholdSheet: Sendable {
    let name: String
    let table: ThresholdTable
}

extension Shape<ThresholdSheet> {
    /// A file of thresholds; rows that make no sense are skipped, with a warning each.
    static var thresholds: Shape {
        Shape("the path of a CSV file") { text, reading throws(Complaint) in
            let path = text.value.resolved(in: reading.folder)
            let name = text.isExpanded ? text.quoted : text.value
            reading.tables.insert(path)
            guard !text.value.isEmpty, let content = try? reading.variables.readFile(path) else {
                reading.refuseTable("the file \(text.quoted) cannot be read; is it there, and open to this user?", at: text.place)
                return ThresholdSheet(name: name, table: ThresholdTable([]))
            }
            let file: ThresholdFile
            do throws(Complaint) {
                file = try ThresholdFile(content)
            } catch {
                reading.refuseTable("the file \(text.quoted) \(error.message)", at: text.place)
                return ThresholdSheet(name: name, table: ThresholdTable([]))
            }
            reading.warn(ofRows: file.complaints, in: name)
            return ThresholdSheet(name: name, table: file.table)
        }
    }
}
