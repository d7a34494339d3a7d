/// The escapes of a JSON string (RFC 8259 §7).
enum JSONEscape {
    /// What the escape at `start` stands for, and where it ends; nil where there is none.
    static func read(_ bytes: [UInt8], at start: Int) -> (scalar: Unicode.Scalar, end: Int)? {
        guard start + 1 < bytes.count, bytes[start] == UInt8(ascii: "\\") else { return nil }
        switch bytes[start + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return (Unicode.Scalar(bytes[start + 1]), start + 2)
        case UInt8(ascii: "b"): return ("\u{8}", start + 2)
        case UInt8(ascii: "f"): return ("\u{C}", start + 2)
        case UInt8(ascii: "n"): return ("\n", start + 2)
        case UInt8(ascii: "r"): return ("\r", start + 2)
        case UInt8(ascii: "t"): return ("\t", start + 2)
        case UInt8(ascii: "u"): return pair(bytes, at: start)
        default: return nil
        }
    }

    /// The UTF-8 of what stands between the quotes of a string that the reader has let through.
    static func unescaped(_ quoted: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let quoted = Array(quoted)
        var text: [UInt8] = []
        text.reserveCapacity(quoted.count)
        var position = 0
        while position < quoted.count {
            if let escape = read(quoted, at: position) {
                text.append(contentsOf: UTF8.encode(escape.scalar) ?? UTF8.encodedReplacementCharacter)
                position = escape.end
            } else {
                text.append(quoted[position])
                position += 1
            }
        }
        return text[...]
    }

    /// A scalar beyond U+FFFF is written as two escapes, high and low.
    ///
    /// Half of such a pair is grammar too (section 8.2), and what a platform sends that cuts a title within an emoji: it stands for "unknown character".
    private static func pair(_ bytes: [UInt8], at start: Int) -> (scalar: Unicode.Scalar, end: Int)? {
        guard let unit = unit(bytes, at: start) else { return nil }
        if let scalar = Unicode.Scalar(unit) { return (scalar, start + 6) }
        guard (0xD800...0xDBFF).contains(unit), let low = Self.unit(bytes, at: start + 6), (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        else { return ("\u{FFFD}", start + 6) }
        return (scalar, start + 12)
    }

    /// The UTF-16 unit of `\u` and four hexadecimal digits.
    private static func unit(_ bytes: [UInt8], at start: Int) -> UInt32? {
        guard start + 6 <= bytes.count, bytes[start] == UInt8(ascii: "\\"), bytes[start + 1] == UInt8(ascii: "u") else { return nil }
        var unit: UInt32 = 0
        for byte in bytes[(start + 2)..<(start + 6)] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }
}
