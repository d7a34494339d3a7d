/// What stands for a value while a letter is parsed: a number between two private-use characters, which mean nothing to Markdown.
enum Placeholder {
    enum Part: Hashable {
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
        // U+E000 begins with the byte EE in UTF-8; most texts have none.
        guard text.utf8.contains(0xEE) else { return text.isEmpty ? [] : [.literal(text)] }
        var parts: [Part] = []
        var literal = String.UnicodeScalarView()
        var digits: String?
        for scalar in text.unicodeScalars {
            if scalar == open {
                digits = ""
            } else if scalar == close, let number = digits.flatMap({ Int($0) }) {
                if !literal.isEmpty { parts.append(.literal(String(literal))) }
                literal = String.UnicodeScalarView()
                parts.append(.value(number))
                digits = nil
            } else if digits != nil {
                digits?.unicodeScalars.append(scalar)
            } else {
                literal.append(scalar)
            }
        }
        if !literal.isEmpty { parts.append(.literal(String(literal))) }
        return parts
    }
}
