import Crypto
import FoundationEssentials
import StockbellCore

/// A secret of a source, ready to sign with HMAC-SHA256.
struct SigningKey {
    private let key: SymmetricKey

    private init?(bytes: some ContiguousBytes & Collection) {
        guard !bytes.isEmpty else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// Takes the secret's UTF-8 bytes as the key; nil for an empty secret, under which anybody could sign.
    init?(text secret: Secret) {
        self.init(bytes: Array(secret.reveal().utf8))
    }

    /// As `init(text:)`, but `whsec_…` stands for the bytes that its base64 spells (Standard Webhooks 1.0.0, "Symmetric").
    init?(standardWebhooks secret: Secret) {
        let prefix = "whsec_"
        let text = secret.reveal()
        if text.hasPrefix(prefix), let bytes = Data(base64Encoded: String(text.dropFirst(prefix.count))) {
            self.init(bytes: bytes)
        } else {
            self.init(text: secret)
        }
    }

    /// The signature of `prefix` followed by `body`, in base64.
    func signature(prefix: String, body: [UInt8]) -> String {
        bytes(prefix: prefix, body: body).base64EncodedString()
    }

    /// The bytes of the signature of `prefix` followed by `body`.
    func bytes(prefix: String, body: [UInt8]) -> Data { Data(code(prefix, body)) }

    /// Whether any of the signatures is this key's; every one is compared, each in constant time.
    func signed(prefix: String, body: [UInt8], with candidates: [Data]) -> Bool {
        let code = code(prefix, body)
        return candidates.reduce(false) { found, candidate in (code == candidate) || found }
    }

    private func code(_ prefix: String, _ body: [UInt8]) -> HMAC<SHA256>.MAC {
        var hmac = HMAC<SHA256>(key: key)
        hmac.update(data: Array(prefix.utf8))
        hmac.update(data: body)
        return hmac.finalize()
    }
}
