import Crypto
import FoundationEssentials
import StockbellCore

/// What shows that an address or a URL that comes back was made here: the beginning of an HMAC-SHA256.
struct FeedbackMark: Sendable, CustomReflectable {
    private let key: SymmetricKey

    init(key: Secret) {
        self.key = SymmetricKey(data: Data(key.reveal().utf8))
    }

    /// Nobody looks at a key by printing what holds it.
    var customMirror: Mirror { Mirror(self, children: []) }

    /// So many bytes; `use` keeps what is made for one purpose from serving another.
    func bytes(_ count: Int, _ use: String, _ channel: String, _ subject: String) -> [UInt8] {
        let code = HMAC<SHA256>.authenticationCode(for: Array("\(use)\0\(channel)\0\(subject)".utf8), using: key)
        return Array(code.prefix(count))
    }
}
