/// A webhook's body as JSON (RFC 8259), read in one pass; its values are made when they are asked for.
///
/// A class, so that its values share it at the price of one count.
final class JSONDocument: Sendable {
    let bytes: [UInt8]
    /// Never empty: the first is the whole text.
    let nodes: [JSONNode]

    /// Reads the whole of `bytes`, and refuses what is not one valid JSON text, or no safe one.
    ///
    /// Refused beside what RFC 8259 refuses: one key twice in an object, since readers differ in which value they take; nesting deeper than
    /// `JSONReader.maximumDepth`; a number that a Decimal would round. A byte order mark of UTF-8 is passed over.
    init(_ bytes: [UInt8]) throws(Unreadable) {
        self.bytes = bytes
        nodes = try JSONReader.nodes(of: bytes)
    }

    var root: JSONValue { JSONValue(document: self, index: 0) }

    /// The UTF-8 of a string or a key, without its escapes; of a number as it is written.
    func utf8(_ node: JSONNode) -> ArraySlice<UInt8> {
        let written = bytes[node.start..<node.end]
        return node.kind == .string(isEscaped: true) ? JSONEscape.unescaped(written) : written
    }

    /// Whether a key is `name`, by whatever spelling.
    func isKey(_ node: JSONNode, _ name: String) -> Bool {
        guard node.kind == .string(isEscaped: false) else { return utf8(node).elementsEqual(name.utf8) }
        guard node.end - node.start == name.utf8.count else { return false }
        var position = node.start
        for byte in name.utf8 {
            guard bytes[position] == byte else { return false }
            position += 1
        }
        return true
    }
}
