import FoundationEssentials
import StockbellCore

/// `DigitalRiver-Signature: <timestamp>, <base64>[, <base64>…]`, HMAC-SHA256 over "<timestamp>.<raw body>".
///
/// Source: Digital River's own connector for Salesforce Commerce Cloud. The form of the timestamp is not documented: it is taken as it
/// stands and not judged by age.
enum DigitalRiverSignature {
    static let header = "DigitalRiver-Signature"

    static func verify(_ request: SourceRequest, keys: [SigningKey]) -> Verification {
        guard let value = request.header(header) else { return .refused(reason: "header \(header) is missing") }
        let fields = value.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmed }
        let candidates = fields.dropFirst().compactMap { Data(base64Encoded: String($0)) }
        guard let timestamp = fields.first, !timestamp.isEmpty, !candidates.isEmpty else {
            return .refused(reason: "header \(header) is not \"<timestamp>, <signature>\"")
        }
        let isSigned = keys.reduce(false) { found, key in
            key.signed(prefix: "\(timestamp).", body: request.body, with: candidates) || found
        }
        return isSigned ? .genuine : .refused(reason: "no signature in header \(header) is made with a secret of this source")
    }

    /// The header that Digital River would send with `body` at `now`.
    static func sign(_ body: [UInt8], with key: SigningKey, now: Date) -> [Arrival.Header] {
        let timestamp = String(Int64(now.timeIntervalSince1970))
        return [Arrival.Header(name: header, value: "\(timestamp), \(key.signature(prefix: "\(timestamp).", body: body))")]
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = self
        while text.first == " " || text.first == "\t" { text.removeFirst() }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}
