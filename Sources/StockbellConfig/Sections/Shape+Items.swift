import JSON5
import StockbellCore

extension Shape<[Named<ItemList>]> {
    /// Named sets of items; conditions find them in the reading from here on.
    static var itemLists: Shape {
        let sheets = Shape<[Named<ListSheet>]>.named("list", .items)
        return Shape(sheets.words, schema: sheets.schema) { written, reading in
            guard let found = sheets.read(written, &reading) else { return nil }
            let lists = found.map { sheet in
                Named(name: sheet.name, place: sheet.place, value: ItemList(name: sheet.name, file: sheet.value.file, sheet.value.entries))
            }
            for list in lists { reading.lists[list.name] = list.value }
            return lists
        }
    }
}

extension Shape<ListSheet> {
    /// Patterns, or the file that they stand in.
    fileprivate static var items: Shape {
        let patterns = Shape<[Glob]>.oneOrMany(.pattern)
        let file = Shape<ListSection>.section
        let words = "a list of patterns such as [\"ESP-900\", \"TV-*\"], or { \"file\": \"vip.txt\" }"
        return Shape(words, schema: ["anyOf": [patterns.schema, file.schema]]) { written, reading in
            switch written.node.value {
            case .object:
                return file.read(written, &reading)?.file?.value
            case .array, .string:
                return patterns.read(written, &reading).map { ListSheet(entries: $0.map(\.description)) }
            default:
                reading.error("must be \(words), found \(written.node.kind)", at: written.place)
                return nil
            }
        }
    }

    /// A file of article numbers; lines that make no sense are skipped, with a warning each.
    static var listFile: Shape {
        Shape("the path of a text file") { text, reading throws(Complaint) in
            guard !text.value.isEmpty else { throw Complaint("must not be empty") }
            let path = text.value.resolved(in: reading.folder)
            let name = text.isExpanded ? text.quoted : text.value
            reading.tables.insert(path)
            guard let content = try? reading.variables.readFile(path) else {
                reading.refuseTable("the file \(text.quoted) cannot be read; is it there, and open to this user?", at: text.place)
                return ListSheet(file: name, entries: [])
            }
            let file = ListFile(content)
            if file.complaints.count > file.entries.count, let first = file.complaints.first {
                reading.refuseTable(
                    "the file \(text.quoted) makes no sense in most of its lines; the first one, line \(first.line): it \(first.message)",
                    at: text.place)
                return ListSheet(file: name, entries: [])
            }
            reading.warn(ofRows: file.complaints, in: name)
            if file.entries.isEmpty { reading.warn("the file \(text.quoted) names no items, so nothing is on the list", at: text.place) }
            return ListSheet(file: name, entries: file.entries)
        }
    }
}

extension Shape<ItemList> {
    /// The name of one of `lists`.
    static var listName: Shape {
        Shape("the name of a list") { text, reading throws(Complaint) in
            let lists = reading.names.lists
            guard lists.contains(text.value) else {
                guard !lists.isEmpty else { throw Complaint("there are no \"lists\"; add \"lists\": { \(text.quoted): [\"ESP-900\", \"TV-*\"] }") }
                let hint = text.hint(in: lists)
                throw Complaint(
                    "there is no list \(text.quoted)\(hint.isEmpty ? "; there are \(lists.map(\.quoted).joined(separator: ", "))" : hint)")
            }
            reading.usedLists.insert(text.value)
            return reading.lists[text.value] ?? ItemList(name: text.value, [])
        }
    }
}
