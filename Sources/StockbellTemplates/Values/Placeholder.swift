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
        // U+E000 begins with the byte EE in UTF-8; most texts have none.
        guard text.utf8.contains(0xEE) else { return text.isEmpty ? [] : [.literal(text)] }
        let bytes = Array(text.utf8)
        var parts: [Part] = []
        var literal = 0
        var position = 0
        while position < bytes.count {
            guard bytes[position] == 0xEE, let value = value(bytes, at: position) else {
                position += 1
                continue
            }
            if literal < position { parts.append(.literal(String(decoding: bytes[literal..<position], as: UTF8.self))) }
            parts.append(.value(value.number))
            literal = value.end
            position = value.end
        }
        if literal < bytes.count { parts.append(.literal(String(decoding: bytes[literal...], as: UTF8.self))) }
        return parts
    }

    /// The placeholder that begins there, and where it ends: EE 80 80, digits, EE 80 81; nil: there is none.
    private static func value(_ bytes: [UInt8], at start: Int) -> (number: Int, end: Int)? {
        guard start + 2 < bytes.count, bytes[start + 1] == 0x80, bytes[start + 2] == 0x80 else { return nil }
        var position = start + 3
        var number = 0
        while position < bytes.count, (0x30...0x39).contains(bytes[position]), position - start < 12 {
            number = number * 10 + Int(bytes[position] - 0x30)
            position += 1
        }
        guard position > start + 3, position + 2 < bytes.count else { return nil }
        guard bytes[position] == 0xEE, bytes[position + 1] == 0x80, bytes[position + 2] == 0x81 else { return nil }
        return (number, position + 3)
    }
}
