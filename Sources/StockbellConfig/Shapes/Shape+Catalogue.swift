import StockbellCore

/// A catalogue as it stands in its file, not read yet: how it is read, other keys say.
struct CatalogueText: Sendable {
    let name: String
    /// As config.json has it, for messages.
    let quoted: String
    /// nil: the file cannot be read.
    let text: String?
}

extension Shape<CatalogueText> {
    /// A file with the shop's items.
    static var catalogue: Shape {
        Shape("the path of a CSV or JSON file") { text, reading throws(Complaint) in
            let path = text.value.resolved(in: reading.folder)
            guard !text.value.isEmpty else { throw Complaint("must not be empty") }
            reading.tables.insert(path)
            let content = try? reading.variables.readFile(path)
            if content == nil { reading.refuseTable("the file \(text.quoted) cannot be read; is it there, and open to this user?", at: text.place) }
            return CatalogueText(name: text.isExpanded ? text.quoted : text.value, quoted: text.quoted, text: content)
        }
    }
}
