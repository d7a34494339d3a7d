import Crypto
import FoundationEssentials
package import StockbellCore

/// The signature of the Standard Webhooks specification (github.com/standard-webhooks/standard-webhooks): HMAC-SHA256, or Ed25519.
package struct WebhookSignature: Sendable {
    private enum Key {
        case symmetric(SymmetricKey)
        case ed25519(Curve25519.Signing.PrivateKey)

        /// Reads `whsec_…` and `whsk_…`; nil: it is neither.
        init?(_ secret: String) {
            if secret.hasPrefix("whsec_") {
                guard let key = Data(base64Encoded: String(secret.dropFirst(6))), !key.isEmpty else { return nil }
                self = .symmetric(SymmetricKey(data: key))
            } else {
                // Some tools write the public key behind the private one.
                guard secret.hasPrefix("whsk_"), let key = Data(base64Encoded: String(secret.dropFirst(5))), [32, 64].contains(key.count),
                    let own = try? Curve25519.Signing.PrivateKey(rawRepresentation: key.prefix(32))
                else { return nil }
                guard key.count == 32 || own.publicKey.rawRepresentation == key.suffix(32) else { return nil }
                self = .ed25519(own)
            }
        }

        func sign(_ bytes: [UInt8]) -> String? {
            switch self {
            case .symmetric(let key): "v1," + Data(HMAC<SHA256>.authenticationCode(for: bytes, using: key)).base64EncodedString()
            case .ed25519(let key): (try? key.signature(for: bytes)).map { "v1a," + $0.base64EncodedString() }
            }
        }
    }

    private let keys: [Key]

    /// Reads secrets, newest first, each `whsec_` or `whsk_` and Base64; nil when one is no such thing.
    package init?(_ secrets: [Secret]) {
        keys = secrets.compactMap { Key($0.reveal()) }
        guard keys.count == secrets.count else { return nil }
    }

    /// The value of `webhook-signature`, one a secret, so that a receiver can change over in its own time; nil without secrets.
    ///
    /// - Parameter timestamp: seconds since 1970, of this attempt.
    package func header(id: String, timestamp: Int64, body: [UInt8]) -> String? {
        let signed = Array("\(id).\(timestamp).".utf8) + body
        let signatures = keys.compactMap { $0.sign(signed) }
        return signatures.isEmpty ? nil : signatures.joined(separator: " ")
    }
}
