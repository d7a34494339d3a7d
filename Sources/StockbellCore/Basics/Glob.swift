/// A pattern of config.json: `*` stands for any run of characters, `\*` for a star; letters match whatever their case.
package struct Glob: Hashable, Sendable, CustomStringConvertible {
    private enum Part: Hashable, Sendable {
        case any
        case character(Character)
    }

    private let parts: [Part]
    /// The pattern as it was written.
    package let description: String

    package init(_ pattern: String) {
        description = pattern
        var parts: [Part] = []
        var isEscaped = false
        for character in pattern.lowercased() {
            if isEscaped {
                if character != "*" && character != "\\" { parts.append(.character("\\")) }
                parts.append(.character(character))
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "*" {
                if parts.last != .any { parts.append(.any) }
            } else {
                parts.append(.character(character))
            }
        }
        if isEscaped { parts.append(.character("\\")) }
        self.parts = parts
    }

    /// Whether the pattern covers the whole of `text`.
    ///
    /// Linear for a fixed number of stars.
    package func matches(_ text: String) -> Bool {
        let text = Array(text.lowercased())
        var part = 0
        var position = 0
        var star: (part: Int, position: Int)?
        while position < text.count {
            if part < parts.count, case .character(let wanted) = parts[part], wanted == text[position] {
                part += 1
                position += 1
            } else if part < parts.count, parts[part] == .any {
                star = (part, position)
                part += 1
            } else if let last = star {
                star = (last.part, last.position + 1)
                part = last.part + 1
                position = last.position + 1
            } else {
                return false
            }
        }
        return parts[part...].allSatisfy { $0 == .any }
    }
}

extension Glob: Codable {
    package init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
