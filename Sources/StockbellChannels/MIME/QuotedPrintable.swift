/// The transfer encoding that keeps a mail 7-bit clean and its text readable (RFC 2045 section 6.7).
package enum QuotedPrintable {
    private static let lineLength = 76

    /// The text with lines of at most 76 characters that end in CRLF; empty text is empty, all other ends with a line break.
    ///
    /// No line begins with `.`: libcurl 7.88.1 may lose the end of a mail while it doubles dots. None begins with `From `, which some
    /// mailboxes would change. No `=_` comes up, so a boundary that holds it is never met. A character of UTF-8 is never split.
    package static func encode(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var encoded: [UInt8] = []
        var used = 0
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte == 0x0D || byte == 0x0A {
                encoded += crlf
                used = 0
                position += byte == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A ? 2 : 1
                continue
            }
            let length = characterLength(bytes, at: position)
            var token = token(bytes, position..<(position + length), isFirst: used == 0)
            // One place stays free for the `=` of a soft line break.
            if used + token.count >= lineLength {
                encoded += [UInt8(ascii: "=")] + crlf
                used = 0
                token = Self.token(bytes, position..<(position + length), isFirst: true)
            }
            encoded += token
            used += token.count
            position += length
        }
        if used > 0 { encoded += crlf }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static let crlf: [UInt8] = [0x0D, 0x0A]

    private static func characterLength(_ bytes: [UInt8], at position: Int) -> Int {
        let length =
            switch bytes[position] {
            case 0xC0...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...: 4
            default: 1
            }
        return min(length, bytes.count - position)
    }

    private static func token(_ bytes: [UInt8], _ range: Range<Int>, isFirst: Bool) -> [UInt8] {
        let byte = bytes[range.lowerBound]
        let isLast = range.upperBound == bytes.count || bytes[range.upperBound] == 0x0D || bytes[range.upperBound] == 0x0A
        let isPlain =
            switch byte {
            case UInt8(ascii: "="): false
            // A blank at the end of a line does not survive the way.
            case 0x20, 0x09: !isLast
            case UInt8(ascii: "."): !isFirst
            case UInt8(ascii: "F"): !isFirst || !bytes[range.lowerBound...].starts(with: "From ".utf8)
            case 0x21...0x7E: true
            default: false
            }
        return isPlain ? [byte] : bytes[range].flatMap(escaped)
    }

    private static func escaped(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}
