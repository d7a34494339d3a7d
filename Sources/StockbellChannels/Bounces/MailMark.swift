import Crypto
import FoundationEssentials
import StockbellCore

/// What shows that an address or a link was made here: the beginning of an HMAC-SHA256.
struct MailMark: Sendable, CustomReflectable {
    private let key: SymmetricKey

    init(key: Secret) {
        self.key = SymmetricKey(data: Data(key.reveal().utf8))
    }

    /// Nobody looks at a key by printing what holds it.
    var customMirror: Mirror { Mirror(self, children: []) }

    /// So many bytes in hexadecimal; `use` keeps what is made for one purpose from serving another.
    func text(_ use: String, _ channel: String, _ subject: String, bytes: Int) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Array("\(use)\0\(channel)\0\(subject)".utf8), using: key)
        return code.prefix(bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
