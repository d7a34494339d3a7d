/// What stands for a value while a letter is parsed: a number between two private-use characters, which mean nothing to Markdown.
enum Placeholder {
    enum Part: Hashable, Sendable {
        case literal(String)
        case value(Int)
    }

    /// Stands for a blank line of the letter itself, until the lines that rendered to nothing are gone.
    static let blankLine: Unicode.Scalar = "\u{E002}"

    private static let open: Unicode.Scalar = "\u{E000}"
    private static let close: Unicode.Scalar = "\u{E001}"

    /// The placeholder of the value with that number.
    static func text(_ number: Int) -> String { "\u{E000}\(number)\u{E001}" }

    /// Whether a letter's own text holds a character that is kept for placeholders.
    static func isReserved(_ scalar: Unicode.Scalar) -> Bool { scalar == open || scalar == close || scalar == blankLine }

    /// A rendered text, divided at its placeholders.
    static func parts(_ text: String) -> [Part] {
        let bytes = text.utf8
        var parts: [Part] = []
        var literal = bytes.startIndex
        var rest = bytes[...]
        // U+E000 is EE 80 80 in UTF-8, and U+E001 is EE 80 81.
        while let start = rest.firstIndex(of: 0xEE) {
            rest = rest[start...].dropFirst()
            guard bytes[start...].starts(with: [0xEE, 0x80, 0x80]) else { continue }
            let digits = rest.dropFirst(2).prefix { (0x30...0x39).contains($0) }
            let end = bytes[digits.endIndex...]
            guard end.starts(with: [0xEE, 0x80, 0x81]), let number = Int(Substring(digits)) else { continue }
            if literal < start { parts.append(.literal(String(text[literal..<start]))) }
            parts.append(.value(number))
            rest = end.dropFirst(3)
            literal = rest.startIndex
        }
        if literal < bytes.endIndex { parts.append(.literal(String(text[literal...]))) }
        return parts
    }
}
