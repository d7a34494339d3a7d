/// Percent-encoding in paths and queries.
enum FormText {
    /// The bytes behind percent signs (and, in a query, behind plus signs); a broken escape stays as it is.
    static func bytes(_ text: some StringProtocol, plusIsSpace: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "+"), plusIsSpace {
                bytes.append(UInt8(ascii: " "))
            } else if byte == UInt8(ascii: "%"), digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    /// The names and values of a query, in order; the values as bytes, because their charset may be another parameter.
    static func fields(_ query: String) -> [(name: String, value: [UInt8])] {
        query.split(separator: "&").map { field in
            let pieces = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(decoding: bytes(pieces[0], plusIsSpace: true), as: UTF8.self)
            return (name, pieces.count > 1 ? bytes(pieces[1], plusIsSpace: true) : [])
        }
    }

    /// A query with the values of some fields replaced by asterisks, for everything that is kept or shown.
    static func redacted(_ query: String, hiding names: Set<String>) -> String {
        query.split(separator: "&", omittingEmptySubsequences: false).map { field in
            let name = field.prefix { $0 != "=" }
            let plain = String(decoding: bytes(name, plusIsSpace: true), as: UTF8.self).lowercased()
            return names.contains(plain) ? "\(name)=***" : String(field)
        }.joined(separator: "&")
    }
}
