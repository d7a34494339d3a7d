import FoundationEssentials
import StockbellCore

/// One header with the HMAC-SHA256 of the raw body, keyed with the UTF-8 bytes of a secret: as Shopify, WooCommerce, Square and Saleor sign.
struct BodySignature {
    enum Encoding: String {
        case base64
        case hexadecimal = "hex"
    }

    let header: String
    var encoding = Encoding.base64
    /// What is signed before the body.
    var prefix = ""
    /// What may stand in the header before the signature.
    var label = ""

    func verify(_ request: SourceRequest, keys: [SigningKey]) -> Verification {
        guard let value = request.header(header) else { return .refused(reason: "header \(header) is missing") }
        let text = value.hasPrefix(label) ? String(value.dropFirst(label.count)) : value
        guard let candidate = decoded(text), !candidate.isEmpty else {
            return .refused(reason: "header \(header) is no signature in \(encoding.rawValue)")
        }
        let isSigned = keys.reduce(false) { found, key in key.signed(prefix: prefix, body: request.body, with: [candidate]) || found }
        return isSigned ? .genuine : .refused(reason: "header \(header) is not made with a secret of this source")
    }

    /// The header that the platform would send with `body`.
    func sign(_ body: [UInt8], with key: SigningKey) -> Arrival.Header {
        let code = key.bytes(prefix: prefix, body: body)
        switch encoding {
        case .base64: return Arrival.Header(name: header, value: label + code.base64EncodedString())
        case .hexadecimal: return Arrival.Header(name: header, value: label + code.hexadecimal)
        }
    }

    private func decoded(_ value: String) -> Data? {
        switch encoding {
        case .base64: Data(base64Encoded: value)
        case .hexadecimal: Self.bytes(Array(value.utf8))
        }
    }

    private static func bytes(_ digits: [UInt8]) -> Data? {
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes = Data()
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(digits[index]), let low = value(digits[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
