/// What is different in the tables that a shop edits while Stockbell runs: the catalogue, files of thresholds, and lists of items.
package struct TableChanges: Hashable, Sendable {
    /// What became of one table's rows.
    package struct Table: Hashable, Sendable, CustomStringConvertible {
        package var name: String
        package var added = 0
        package var removed = 0
        package var changed = 0
        package var total = 0

        package var description: String {
            let parts = [(added, "added"), (removed, "removed"), (changed, "changed")].filter { $0.0 > 0 }.map { "\($0) \($1)" }
            return "\(name): \(parts.joined(separator: ", ")); \(total) \(total == 1 ? "row" : "rows") now"
        }
    }

    /// Those with a difference.
    package private(set) var tables: [Table] = []
    /// Why a table must not be taken, in a sentence: a file that was cut short looks like one that was edited.
    package private(set) var objections: [String] = []
    /// The first table that must not be taken.
    package private(set) var refused: String?

    /// A table with fewer rows may lose most of them by somebody's will, but not all.
    private static let smallest = 10

    package init(from old: Settings, to new: Settings) {
        if old.catalogue != nil || new.catalogue != nil {
            compare(Self.rows(old.catalogue), Self.rows(new.catalogue), (new.catalogue ?? old.catalogue)?.name ?? "")
        }
        let tables = Dictionary(old.thresholds.lines.compactMap { line in line.table.map { (line.origin, $0) } }) { first, _ in first }
        for line in new.thresholds.lines {
            guard let table = line.table else { continue }
            compare(tables[line.origin].map(Self.rows) ?? [:], Self.rows(table), line.origin)
        }
        for list in new.lists {
            guard let file = list.file else { continue }
            compare(old.lists.first { $0.name == list.name }.map(Self.rows) ?? [:], Self.rows(list), file)
        }
    }

    private mutating func compare(_ old: [String: AnyHashable], _ new: [String: AnyHashable], _ name: String) {
        guard old != new else { return }
        var table = Table(name: name, total: new.count)
        for (key, row) in new {
            switch old[key] {
            case nil: table.added += 1
            case row: break
            default: table.changed += 1
            }
        }
        table.removed = old.count - (new.count - table.added)
        tables.append(table)
        if new.isEmpty || old.count >= Self.smallest && new.count * 2 < old.count {
            refused = refused ?? name
            objections.append("\(name) has \(new.count) rows and had \(old.count): it looks cut short")
        }
    }

    /// Without the line: a row that moved is the same row.
    private static func rows(_ catalogue: Catalogue?) -> [String: AnyHashable] {
        let rows = (catalogue?.entries ?? []).map { entry in
            var row = entry.value
            row.line = 0
            return (entry.sku ?? entry.items.first ?? "", AnyHashable(row))
        }
        return Dictionary(rows) { first, _ in first }
    }

    private static func rows(_ list: ItemList) -> [String: AnyHashable] {
        Dictionary(list.entries.map { ($0.lowercased(), AnyHashable(true)) }) { first, _ in first }
    }

    private static func rows(_ table: ThresholdTable) -> [String: AnyHashable] {
        let rows = table.all.map { row in
            var plain = row
            plain.line = 0
            return ("\(row.sku.lowercased())\t\(row.place?.lowercased() ?? "")", AnyHashable(plain))
        }
        return Dictionary(rows) { first, _ in first }
    }
}
