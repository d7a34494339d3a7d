/// Looks for one key given twice in an object; two spellings of one key by escapes are one key.
enum JSONKeys {
    /// As many keys as are compared each with each.
    ///
    /// More than any platform's object has: a body made to hurt has a hundred thousand.
    private static let fewKeys = 24

    /// The first key that repeats an earlier one of its object; nil where there is none.
    ///
    /// - Parameter index: of the object's node.
    static func repeated(in nodes: [JSONNode], from index: Int, count: Int, _ bytes: [UInt8]) -> String? {
        // An escaped key is unescaped once, not for each comparison.
        let areMany = count > fewKeys || hasEscaped(nodes, from: index)
        var seen = areMany ? Set<ArraySlice<UInt8>>(minimumCapacity: count) : []
        var key = index + 1
        while key < nodes[index].next {
            let isNew =
                if areMany {
                    seen.insert(spelt(nodes[key], bytes)).inserted
                } else {
                    !isRepeat(key, nodes, from: index + 1, bytes)
                }
            guard isNew else { return String(decoding: spelt(nodes[key], bytes), as: UTF8.self) }
            key = nodes[key + 1].next
        }
        return nil
    }

    private static func hasEscaped(_ nodes: [JSONNode], from index: Int) -> Bool {
        var key = index + 1
        while key < nodes[index].next {
            if nodes[key].kind == .string(isEscaped: true) { return true }
            key = nodes[key + 1].next
        }
        return false
    }

    private static func isRepeat(_ key: Int, _ nodes: [JSONNode], from first: Int, _ bytes: [UInt8]) -> Bool {
        var earlier = first
        while earlier < key {
            if isSame(nodes[earlier], nodes[key], bytes) { return true }
            earlier = nodes[earlier + 1].next
        }
        return false
    }

    private static func isSame(_ left: JSONNode, _ right: JSONNode, _ bytes: [UInt8]) -> Bool {
        left.end - left.start == right.end - right.start && bytes[left.start..<left.end] == bytes[right.start..<right.end]
    }

    private static func spelt(_ key: JSONNode, _ bytes: [UInt8]) -> ArraySlice<UInt8> {
        let quoted = bytes[key.start..<key.end]
        return key.kind == .string(isEscaped: true) ? JSONEscape.unescaped(quoted) : quoted
    }
}
