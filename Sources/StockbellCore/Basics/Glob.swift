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

extension Glob {
    /// The one text that it covers, in small letters; nil: it has a star.
    private var literal: String? { parts.contains(.any) ? nil : String(characters(parts)) }
    /// What stands before its first star, and behind its last.
    private var head: [Character] { characters(parts.prefix { $0 != .any }) }
    private var tail: [Character] { characters(parts.reversed().prefix { $0 != .any }).reversed() }

    private func characters(_ parts: some Sequence<Part>) -> [Character] {
        parts.compactMap { if case .character(let character) = $0 { character } else { nil } }
    }

    /// Whether it surely covers every text that the other one covers; false where that is not plain to see.
    package func covers(_ other: Glob) -> Bool {
        if parts == other.parts { return true }
        if let literal = other.literal { return matches(literal) }
        // "TV-*" covers "TV-4*", and "*" everything.
        return parts.last == .any && parts.count { $0 == .any } == 1 && other.head.starts(with: head)
    }

    /// Whether surely no text is covered by both; false where that is not plain to see.
    package func isDisjoint(from other: Glob) -> Bool {
        if let literal { return !other.matches(literal) }
        if let literal = other.literal { return !matches(literal) }
        return !Self.agree(head, other.head) || !Self.agree(tail.reversed(), other.tail.reversed())
    }

    private static func agree(_ one: [Character], _ other: [Character]) -> Bool { one.starts(with: other) || other.starts(with: one) }
}
