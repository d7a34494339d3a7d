import Crypto
import FoundationEssentials
package import StockbellCore

/// The symmetric signature of the Standard Webhooks specification (github.com/standard-webhooks/standard-webhooks): HMAC-SHA256.
package struct WebhookSignature: Sendable {
    private let keys: [SymmetricKey]

    /// Reads secrets, newest first, each `whsec_` and base64; nil when one is no such thing.
    package init?(_ secrets: [Secret]) {
        let prefix = "whsec_"
        var keys: [SymmetricKey] = []
        for secret in secrets.map({ $0.reveal() }) {
            guard secret.hasPrefix(prefix), let key = Data(base64Encoded: String(secret.dropFirst(prefix.count))), !key.isEmpty else { return nil }
            keys.append(SymmetricKey(data: key))
        }
        self.keys = keys
    }

    /// The value of `webhook-signature`, one `v1,…` a secret, so that a receiver can change over in its own time; nil without secrets.
    ///
    /// - Parameter timestamp: seconds since 1970, of this attempt.
    package func header(id: String, timestamp: Int64, body: [UInt8]) -> String? {
        guard !keys.isEmpty else { return nil }
        let signed = Array("\(id).\(timestamp).".utf8) + body
        return keys.map { "v1," + Data(HMAC<SHA256>.authenticationCode(for: signed, using: $0)).base64EncodedString() }.joined(separator: " ")
    }
}
