extension Scanner {
    /// Takes a string in single or double quotes.
    mutating func string() throws(SyntaxError) -> StringText {
        let start = position
        guard let quote = next() else { throw SyntaxError("expected a string, found \(found)", at: start) }
        var scalars = String.UnicodeScalarView()
        var count = 0
        var escaped: [Int] = []
        while let scalar = current {
            if scalar == quote {
                next()
                return StringText(String(scalars), escaped: escaped)
            }
            if scalar == "\n" || scalar == "\r" { break }
            if scalar == "\\" {
                guard let resolved = try escape() else { continue }
                escaped.append(count)
                scalars.append(resolved)
            } else {
                scalars.append(scalar)
                next()
            }
            count += 1
        }
        throw SyntaxError("this text is not closed: expected its second \(quote) before \(found)", at: start)
    }

    /// Takes a key without quotes.
    mutating func identifier() throws(SyntaxError) -> String {
        var scalars = String.UnicodeScalarView()
        while let scalar = current {
            if scalar == "\\" {
                let start = position
                guard peek(1) == "u", let resolved = try escape(), scalars.isEmpty ? resolved.isIdentifierStart : resolved.isIdentifierPart else {
                    throw SyntaxError("a key without quotes has letters, digits, _ and $ only", at: start)
                }
                scalars.append(resolved)
            } else if scalar.isIdentifierPart {
                scalars.append(scalar)
                next()
            } else {
                break
            }
        }
        return String(scalars)
    }

    /// Takes a backslash and what belongs to it; nil for a line that goes on.
    private mutating func escape() throws(SyntaxError) -> Unicode.Scalar? {
        let start = position
        next()
        guard let scalar = next() else { throw SyntaxError("expected a character after \"\\\", found \(found)", at: start) }
        switch scalar {
        case "\r":
            _ = take("\n")
            return nil
        case "\n", "\u{2028}", "\u{2029}": return nil
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "v": return "\u{B}"
        case "0" where current?.isDigit != true: return "\0"
        case "0"..."9": throw SyntaxError("\"\\\(scalar)\" is no escape; write \\xHH or \\uHHHH", at: start)
        case "x": return Unicode.Scalar(try hex(digits: 2, since: start))
        case "u": return try unicode(since: start)
        default: return scalar
        }
    }

    private mutating func unicode(since start: Position) throws(SyntaxError) -> Unicode.Scalar {
        let first = try hex(digits: 4, since: start)
        if let scalar = Unicode.Scalar(first) { return scalar }
        if (0xD800...0xDBFF).contains(first), current == "\\", peek(1) == "u" {
            next()
            next()
            let second = try hex(digits: 4, since: start)
            if (0xDC00...0xDFFF).contains(second), let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)) {
                return scalar
            }
        }
        throw SyntaxError("this \\u escape is half of a pair: expected both halves, \\uD83D\\uDD14", at: start)
    }

    private mutating func hex(digits: Int, since start: Position) throws(SyntaxError) -> UInt32 {
        var text = ""
        while text.unicodeScalars.count < digits, let digit = current, digit.isHexDigit {
            text.unicodeScalars.append(digit)
            next()
        }
        guard text.unicodeScalars.count == digits, let value = UInt32(text, radix: 16) else {
            throw SyntaxError("expected \(digits) hexadecimal digits in the escape, found \(found)", at: start)
        }
        return value
    }
}
