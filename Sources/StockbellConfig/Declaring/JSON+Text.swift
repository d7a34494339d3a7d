import JSON5

extension JSON {
    /// The value in one line: `{ "sku": "TV-*" }`.
    var line: String {
        switch self {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .string(let text): Self.quoted(text)
        case .array(let elements): "[" + elements.map(\.line).joined(separator: ", ") + "]"
        case .object(let members):
            members.isEmpty ? "{}" : "{ " + members.map { "\(Self.quoted($0.key)): \($0.value.line)" }.joined(separator: ", ") + " }"
        }
    }

    /// The value over several lines; what is short stays in one.
    func lines(indent: String = "") -> String {
        let inner = indent + "  "
        let line = line
        if indent.count + line.count <= 100 { return line }
        switch self {
        case .array(let elements):
            return "[\n" + elements.map { inner + $0.lines(indent: inner) }.joined(separator: ",\n") + "\n\(indent)]"
        case .object(let members):
            let written = members.map { "\(inner)\(Self.quoted($0.key)): \($0.value.lines(indent: inner))" }
            return "{\n" + written.joined(separator: ",\n") + "\n\(indent)}"
        default:
            return line
        }
    }

    /// The value as the file would have it at that position.
    func node(at position: Position) -> Node {
        switch self {
        case .null: Node(.null, at: position)
        case .bool(let flag): Node(.bool(flag), at: position)
        case .integer(let number): Node(.number(NumberText(String(number))), at: position)
        case .string(let text): Node(.string(StringText(text)), at: position)
        case .array(let elements): Node(.array(elements.map { $0.node(at: position) }), at: position)
        case .object(let members):
            Node(.object(members.map { Node.Member(key: $0.key, position: position, node: $0.value.node(at: position)) }), at: position)
        }
    }

    /// A text as JSON writes it (RFC 8259 section 7).
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case _ where scalar.value < 32:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
