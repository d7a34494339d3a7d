import FoundationEssentials
import StockbellCore

/// The headers of Standard Webhooks 1.0.0, which BigCommerce signs with too: HMAC-SHA256 over "<id>.<timestamp>.<raw body>".
enum StandardWebhooksSignature {
    static let idHeader = "webhook-id"
    static let timestampHeader = "webhook-timestamp"
    static let signatureHeader = "webhook-signature"
    /// How far the sender's clock and ours may differ, either way, in seconds: what all reference libraries take.
    static let tolerance: Int64 = 300

    static func verify(_ request: SourceRequest, keys: [SigningKey], now: Date) -> Verification {
        guard let id = request.header(idHeader), !id.isEmpty else { return .refused(reason: "header \(idHeader) is missing") }
        guard let timestamp = request.header(timestampHeader) else { return .refused(reason: "header \(timestampHeader) is missing") }
        guard let value = request.header(signatureHeader) else { return .refused(reason: "header \(signatureHeader) is missing") }
        guard let seconds = seconds(timestamp) else { return .refused(reason: "header \(timestampHeader) is no time in Unix seconds") }
        // Signatures of versions unknown to us are somebody else's business: one that we know and that fits is enough.
        let candidates = value.split(separator: " ").filter { $0.hasPrefix("v1,") }.compactMap { Data(base64Encoded: String($0.dropFirst(3))) }
        let isSigned = keys.reduce(false) { found, key in
            key.signed(prefix: "\(id).\(timestamp).", body: request.body, with: candidates) || found
        }
        guard isSigned else { return .refused(reason: "no signature in header \(signatureHeader) is made with a secret of this source") }
        let age = now.timeIntervalSince1970 - TimeInterval(seconds)
        guard age.magnitude <= TimeInterval(tolerance) else {
            return .refused(reason: "header \(timestampHeader) is more than \(tolerance / 60) minutes from our clock: a replay, or a wrong clock")
        }
        return .genuine
    }

    /// The headers that a sender of Standard Webhooks would put on `body` at `now`.
    static func sign(_ body: [UInt8], with key: SigningKey, id: String, now: Date) -> [Arrival.Header] {
        let timestamp = String(Int64(now.timeIntervalSince1970))
        return [
            Arrival.Header(name: idHeader, value: id),
            Arrival.Header(name: timestampHeader, value: timestamp),
            Arrival.Header(name: signatureHeader, value: "v1,\(key.signature(prefix: "\(id).\(timestamp).", body: body))"),
        ]
    }

    private static func seconds(_ text: String) -> Int64? {
        guard text.utf8.count <= 12, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return Int64(text)
    }
}
