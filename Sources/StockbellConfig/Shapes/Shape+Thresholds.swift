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
            guard !text.value.isEmpty, let content = try? reading.variables.readFile(path) else {
                throw Complaint("the file \(text.quoted) cannot be read; is it there, open to this user, and saved as \"CSV UTF-8\"?")
            }
            let file: ThresholdFile
            do throws(Complaint) {
                file = try ThresholdFile(content)
            } catch {
                throw Complaint("the file \(text.quoted) \(error.message)")
            }
            reading.warn(ofRows: file.complaints, in: text.isExpanded ? text.quoted : text.value)
            return ThresholdSheet(name: text.isExpanded ? text.quoted : text.value, table: file.table)
        }
    }
}
