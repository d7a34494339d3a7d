import JSON5

/// What is different in two texts of config.json, for the one who changed it.
package enum ConfigDifference {
    /// Parts whose values may be secrets or belong to somebody: of them only the place is said.
    private static let discreet: Set<String> = ["admin", "sources", "channels", "people"]

    /// A line for each difference, in the order of the new text; what is gone comes last in its object.
    ///
    /// A text that cannot be read counts as empty.
    package static func lines(from old: String, to new: String) -> [String] {
        let (old, new) = (try? JSON5.Document(old).root, try? JSON5.Document(new).root)
        return compare(old, new, at: "", isDiscreet: false)
    }

    private static func compare(_ old: Node?, _ new: Node?, at path: String, isDiscreet: Bool) -> [String] {
        guard let old, let new else {
            guard let node = new ?? old else { return [] }
            return ["\(path) is \(new == nil ? "gone" : "new")\(isDiscreet || new == nil ? "" : ": \(words(node))")"]
        }
        switch (old.value, new.value) {
        case (.object(let before), .object(let after)):
            return members(before, after, at: path, isDiscreet)
        case (.array(let before), .array(let after)):
            // Rules and their like have names: one that moved is the same one.
            guard let before = named(before), let after = named(after), !(before.isEmpty && after.isEmpty) else { fallthrough }
            let lines = members(before, after, at: path, isDiscreet)
            let moved = before.map(\.key).filter(Set(after.map(\.key)).contains) != after.map(\.key).filter(Set(before.map(\.key)).contains)
            return lines + (moved ? ["\(path) stand in another order"] : [])
        default:
            guard plain(old) != plain(new) else { return [] }
            return ["\(path)\(isDiscreet ? " is another" : " was \(words(old)), is \(words(new))")"]
        }
    }

    private static func members(_ before: [Node.Member], _ after: [Node.Member], at path: String, _ isDiscreet: Bool) -> [String] {
        let old = Dictionary(before.map { ($0.key, $0.node) }) { first, _ in first }
        let keys = Set(after.map(\.key))
        let gone = before.filter { !keys.contains($0.key) }
        let pairs: [(String, Node?, Node?)] = after.map { ($0.key, old[$0.key], $0.node) } + gone.map { ($0.key, $0.node, nil) }
        return pairs.flatMap { key, one, other in
            compare(one, other, at: path.isEmpty ? key : "\(path).\(key)", isDiscreet: isDiscreet || path.isEmpty && discreet.contains(key))
        }
    }

    /// A list of objects that each have a name of their own, by it; nil: it is something else.
    private static func named(_ nodes: [Node]) -> [Node.Member]? {
        var members: [Node.Member] = []
        for node in nodes {
            guard case .object(let keys) = node.value, case .string(let name)? = keys.first(where: { $0.key == "name" })?.node.value,
                !members.contains(where: { $0.key == name.value })
            else { return nil }
            members.append(Node.Member(key: name.value, position: node.position, node: node))
        }
        return members
    }

    private static func words(_ node: Node) -> String {
        let text = plain(node)
        return text.count <= 120 ? text : text.prefix(117) + "…"
    }

    /// The value without its place.
    private static func plain(_ node: Node) -> String {
        switch node.value {
        case .null: "null"
        case .bool(let flag): "\(flag)"
        case .number(let number): number.description
        case .string(let text): text.value.quoted
        case .array(let nodes): "[\(nodes.map(plain).joined(separator: ", "))]"
        case .object(let members): "{ \(members.map { "\($0.key): \(plain($0.node))" }.joined(separator: ", ")) }"
        }
    }
}
