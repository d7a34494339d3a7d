import FoundationEssentials

/// How the bytes of a part were made fit for the way (RFC 2045 §6), undone leniently: a reader shows what it can.
enum TransferEncoding {
    /// Decodes a body by the name in its Content-Transfer-Encoding.
    static func decode(_ body: ArraySlice<UInt8>, named name: String) -> [UInt8] {
        switch name.lowercased() {
        case "quoted-printable": quotedPrintable(body, underscoreIsSpace: false)
        case "base64": base64(body)
        default: Array(body)
        }
    }

    /// Decodes quoted-printable, or, with `underscoreIsSpace`, the Q of encoded words.
    static func quotedPrintable(_ bytes: ArraySlice<UInt8>, underscoreIsSpace: Bool) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var rest = bytes
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "="):
                if rest.starts(with: [13, 10]) {
                    rest = rest.dropFirst(2)
                } else if rest.first == 10 {
                    rest = rest.dropFirst()
                } else if let value = hexByte(rest.prefix(2)) {
                    decoded.append(value)
                    rest = rest.dropFirst(2)
                } else {
                    decoded.append(byte)
                }
            case UInt8(ascii: "_") where underscoreIsSpace: decoded.append(UInt8(ascii: " "))
            default: decoded.append(byte)
            }
        }
        return decoded
    }

    /// Decodes base64, passing over line ends and everything else that is not of its alphabet.
    static func base64(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        Data(base64Encoded: Data(bytes), options: .ignoreUnknownCharacters).map(Array.init) ?? Array(bytes)
    }

    private static func hexByte(_ digits: ArraySlice<UInt8>) -> UInt8? {
        guard digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
