import StockbellCore

/// One Mustache tag of a letter, with its line.
struct Tag: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case value, section, inverted, end, partial
    }

    var kind: Kind
    var name: String
    var line: Int
    /// What stands right before it; tells whether it is the value of an HTML attribute.
    var before: String

    /// Finds the tags of a text; what letters do not have (`{{{ }}}`, set delimiters, inheritance, functions) is added to `problems`.
    static func all(in text: String, file: String, line firstLine: Int, problems: inout [LetterError]) -> [Tag] {
        var tags: [Tag] = []
        var line = firstLine
        var rest = text[...]
        while let open = rest.firstRange(of: "{{") {
            let before = rest[..<open.lowerBound]
            line += before.count { $0 == "\n" }
            let inside = rest[open.upperBound...]
            func complain(_ message: String) { problems.append(LetterError(file: file, line: line, message: message)) }
            if inside.first == "{" || inside.first == "&" {
                let form = inside.first == "{" ? "{{{ }}}" : "{{& }}"
                complain("\(form) is refused: values never become markup; write {{ }}")
                rest = inside.dropFirst()
                continue
            }
            guard let close = inside.firstRange(of: "}}") else {
                complain("{{ without }}")
                return tags
            }
            let content = inside[..<close.lowerBound]
            defer {
                line += content.count { $0 == "\n" }
                rest = inside[close.upperBound...]
            }
            if content.first == "!" { continue }
            let kinds: [Character: Kind] = ["#": .section, "^": .inverted, "/": .end, ">": .partial]
            let kind = content.first.flatMap { kinds[$0] }
            let name = String((kind == nil ? content : content.dropFirst()).split(whereSeparator: \.isWhitespace).joined(separator: " "))
            if let first = content.first, "=<$%".contains(first) || name.first == "*" {
                complain("{{\(content)}} is not part of letters")
            } else if name.contains("(") {
                complain("{{\(content)}}: letters have no functions")
            } else if name.isEmpty {
                complain("{{}} names no field")
            } else {
                tags.append(Tag(kind: kind ?? .value, name: name, line: line, before: String(before.suffix(16))))
            }
        }
        return tags
    }
}
