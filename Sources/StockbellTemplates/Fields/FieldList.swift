/// The closed list of fields.
///
/// Some are not told by any source yet: letters may use them, and they answer "not known".
package enum FieldList {
    static let all: [Field] =
        alertFields + itemFields + stockFields + elsewhereFields + mismatchFields + planningFields + houseFields + listFields + stormFields
        + digestFields + overtakenFields + layoutFields

    /// Every name that a letter can use.
    static let entries: [String: Entry] = {
        var entries: [String: Entry] = [:]
        for field in all {
            for facet in field.facets {
                let path = "\(field.path).\(facet.rawValue)"
                entries[path] = Entry(path: path, field: field, facet: facet)
            }
        }
        // A field of its own goes before a facet of the same name.
        for field in all { entries[field.path] = Entry(path: field.path, field: field, facet: .whole) }
        return entries
    }()

    /// The entry for a name in the rows of a list (nil: outside any list).
    static func entry(_ path: String, inRowsOf list: String? = nil) -> Entry? {
        if let list, let own = entries["\(list)[].\(path)"] { return own }
        return entries[path]
    }

    /// The list as a Markdown table, for the README: field, type, example, what happens when it is not known.
    package static let markdown: String = {
        let rows = all.map { field in "| `\(field.path)` | \(field.kind.rawValue) | \(field.example) | \(field.whenUnknown) |" }
        return (["| field | type | example | when not known |", "|---|---|---|---|"] + rows).joined(separator: "\n") + "\n"
    }()
}
