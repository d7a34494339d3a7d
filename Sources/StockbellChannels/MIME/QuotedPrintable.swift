/// The transfer encoding that keeps a mail 7-bit clean and its text readable (RFC 2045 section 6.7).
package enum QuotedPrintable {
    private static let lineLength = 76

    /// The text with lines of at most 76 characters that end in CRLF; empty text is empty, all other ends with a line break.
    ///
    /// No line begins with `.`: libcurl 7.88.1 may lose the end of a mail while it doubles dots. None begins with `From `, which some
    /// mailboxes would change. No `=_` comes up, so a boundary that holds it is never met. A character of UTF-8 is never split.
    package static func encode(_ text: String) -> String {
        var encoded: [UInt8] = []
        append(text, to: &encoded)
        return String(decoding: encoded, as: UTF8.self)
    }

    /// Writes the same bytes behind those that are there.
    static func append(_ text: String, to encoded: inout [UInt8]) {
        let bytes = Array(text.utf8)
        var used = 0
        var position = 0
        while true {
            // One place stays free for the `=` of a soft line break.
            let start = position
            while position < bytes.count, used + 1 < lineLength, isPlain(bytes, at: position, isFirst: used == 0) {
                position += 1
                used += 1
            }
            encoded += bytes[start..<position]
            guard position < bytes.count else { break }
            let byte = bytes[position]
            if byte == 0x0D || byte == 0x0A {
                encoded += crlf
                used = 0
                position += byte == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A ? 2 : 1
                continue
            }
            let end = position + characterLength(bytes, at: position)
            if used + 3 * (end - position) >= lineLength {
                encoded.append(UInt8(ascii: "="))
                encoded += crlf
                used = 0
                continue
            }
            for byte in bytes[position..<end] {
                encoded.append(UInt8(ascii: "="))
                encoded.append(digits[Int(byte >> 4)])
                encoded.append(digits[Int(byte & 15)])
            }
            used += 3 * (end - position)
            position = end
        }
        if used > 0 { encoded += crlf }
    }

    private static let crlf: [UInt8] = [0x0D, 0x0A]
    private static let digits = Array("0123456789ABCDEF".utf8)

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

    private static func isPlain(_ bytes: [UInt8], at position: Int, isFirst: Bool) -> Bool {
        switch bytes[position] {
        case UInt8(ascii: "="): return false
        case 0x20, 0x09:
            // A blank at the end of a line does not survive the way.
            let next = position + 1
            return next < bytes.count && bytes[next] != 0x0D && bytes[next] != 0x0A
        case UInt8(ascii: "."): return !isFirst
        case UInt8(ascii: "F"): return !isFirst || !bytes[position...].starts(with: "From ".utf8)
        case 0x21...0x7E: return true
        default: return false
        }
    }
}
