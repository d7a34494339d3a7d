import FoundationEssentials
import StockbellCore

/// HMAC-SHA256 over the raw body, in a header that the mapping names; `sha256=` may stand before it.
enum MappedSignature {
    private static let prefix = "sha256="

    static func verify(_ request: SourceRequest, _ signature: StockMapping.Signature, keys: [SigningKey]) -> Verification {
        guard let value = request.header(signature.header) else { return .refused(reason: "header \(signature.header) is missing") }
        let text = value.hasPrefix(prefix) ? String(value.dropFirst(prefix.count)) : value
        guard let candidate = bytes(of: text, signature.form) else {
            return .refused(reason: "header \(signature.header) is no signature in \(signature.form.rawValue)")
        }
        let isSigned = keys.reduce(false) { found, key in key.signed(prefix: "", body: request.body, with: [candidate]) || found }
        return isSigned ? .genuine : .refused(reason: "header \(signature.header) is not signed with a secret of this source")
    }

    /// The header that goes with `body`.
    static func sign(_ body: [UInt8], _ signature: StockMapping.Signature, with key: SigningKey) -> [Arrival.Header] {
        let text = key.signature(prefix: "", body: body)
        guard signature.form == .hex, let bytes = Data(base64Encoded: text) else { return [Arrival.Header(name: signature.header, value: text)] }
        let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return [Arrival.Header(name: signature.header, value: prefix + digits)]
    }

    private static func bytes(of text: String, _ form: StockMapping.Signature.Form) -> Data? {
        switch form {
        case .base64: return Data(base64Encoded: text)
        case .hex:
            let digits = text.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue }
            guard digits.count == 64, !digits.contains(nil) else { return nil }
            let values = digits.compactMap(\.self)
            return Data(stride(from: 0, to: 64, by: 2).map { UInt8(values[$0] * 16 + values[$0 + 1]) })
        }
    }
}
