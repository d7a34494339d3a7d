import JSON5

/// Writes a node as JSON with the numbers as they were spelled, to compare readings with.
func plainText(of node: Node) -> String {
    switch node.value {
    case .null: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .number(let number): return number.description
    case .string(let text): return quoted(text.value)
    case .array(let elements): return "[" + elements.map(plainText).joined(separator: ",") + "]"
    case .object(let members):
        return "{" + members.map { quoted($0.key) + ":" + plainText(of: $0.node) }.joined(separator: ",") + "}"
    }
}

private func quoted(_ text: String) -> String {
    let escapes: [Unicode.Scalar: String] = ["\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\u{8}": "\\b", "\u{C}": "\\f"]
    return "\"" + text.unicodeScalars.map { escapes[$0] ?? String($0) }.joined() + "\""
}
