import FoundationEssentials
import StockbellCore

/// One event of a mapped body: what the paths of the mapping lead to in it.
struct MappedEvent {
    let mapping: StockMapping
    let body: JSONValue
    /// The body itself where it is one event.
    let event: JSONValue

    /// nil: the mapping has no such path, or it leads to nothing here.
    subscript(field: StockMapping.Field) -> JSONValue? {
        mapping.paths[field].flatMap(value)
    }

    func value(at path: JSONPath) -> JSONValue? {
        (path.root == .body ? body : event).found(at: path)
    }

    /// The word that says what it is, and what the mapping takes it for; nil word: the mapping asks for none.
    ///
    /// - Throws: where the mapping asks for one and there is none.
    func kind() throws(Unreadable) -> (word: String?, statement: StockMapping.Statement?) {
        guard let kinds = mapping.kinds else { return (nil, .level) }
        guard let word = try value(at: kinds.path)?.word else { throw Unreadable("kind: \(kinds.path.text) leads to nothing") }
        return (word, kinds.values[word] ?? kinds.values[StockMapping.Kinds.other])
    }

    /// - Throws: where the fields that every event must have are not there.
    func require(_ fields: [StockMapping.Field]) throws(Unreadable) {
        let missing = fields.filter { self[$0] == nil }.map { field in
            mapping.paths[field].map { "\(field.rawValue): \($0.text) leads to nothing" } ?? "the mapping has no path for \(field.rawValue)"
        }
        if !missing.isEmpty { throw Unreadable(missing.joined(separator: "; ")) }
    }
}
