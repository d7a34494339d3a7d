/// Makes a text a link's target, or refuses it.
enum LinkTarget {
    /// A whole URL: http, https or mailto, with every character that a URL cannot hold percent-encoded; nil: it is none.
    static func whole(_ text: String) -> String? {
        let lower = text.prefix(8).lowercased()
        let rest: Substring
        if lower.hasPrefix("https://") {
            rest = text.dropFirst(8)
        } else if lower.hasPrefix("http://") || lower.hasPrefix("mailto:") {
            rest = text.dropFirst(7)
        } else {
            return nil
        }
        guard let first = rest.unicodeScalars.first, first != "/", first != "?", first != "#", !text.unicodeScalars.contains(where: isForbidden)
        else { return nil }
        return encoded(text) { isUnreserved($0) || ":/?#[]@!$&'()*+,;=%".utf8.contains($0) }
    }

    /// A value inside a URL: all but letters, digits and `-._~` is percent-encoded (RFC 3986 section 2.3), so it cannot leave its place.
    static func part(_ text: String) -> String { encoded(text, keeping: isUnreserved) }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool { scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "-._~".utf8.contains(byte)
        }
    }

    private static func encoded(_ text: String, keeping isKept: (UInt8) -> Bool) -> String {
        let hex = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if isKept(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
