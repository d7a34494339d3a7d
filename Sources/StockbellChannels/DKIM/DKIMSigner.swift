import Crypto
import CryptoExtras
import FoundationEssentials
import StockbellCore

/// Signs mails for one domain (RFC 6376, RFC 8463).
///
/// Pure: the same mail and moment give the same signature, so that a retry sends the same bytes.
struct DKIMSigner: Sendable, CustomReflectable {
    private enum Key: Sendable {
        case rsa(_RSA.Signing.PrivateKey)
        case ed25519(Curve25519.Signing.PrivateKey)
    }

    /// Fields whose change would deceive, so that a second one must not be put above the one that is signed.
    private static let guarded = ["from", "to", "subject", "date", "reply-to"]
    private static let others = [
        "message-id", "in-reply-to", "references", "mime-version", "content-type", "content-transfer-encoding", "list-unsubscribe",
        "list-unsubscribe-post", "list-id", "auto-submitted",
    ]

    private let settings: DKIMSettings
    private let key: Key

    /// - Throws: `ContentError` that names the selector, when the key cannot be used.
    init(_ settings: DKIMSettings) throws(ContentError) {
        self.settings = settings
        let pem = settings.key.reveal()
        do {
            switch settings.algorithm {
            // Shorter ones than 1024 bits no receiver counts (RFC 8301); 2048 are usual.
            case .rsa: key = .rsa(try _RSA.Signing.PrivateKey(unsafePEMRepresentation: pem))
            case .ed25519: key = .ed25519(try Curve25519.Signing.PrivateKey(rawRepresentation: Self.seed(ofPEM: pem)))
            }
        } catch {
            throw ContentError(
                .other, "the DKIM key of the selector \(settings.selector) cannot be used: it needs RSA with 1024 bits or more, or Ed25519")
        }
    }

    /// How many bits an RSA key has; nil: it is none.
    var rsaBits: Int? {
        guard case .rsa(let key) = key else { return nil }
        return key.keySizeInBits
    }

    /// Nobody looks at a key by printing what holds it.
    var customMirror: Mirror { Mirror(self, children: []) }

    /// The 32 bytes that PKCS #8 has for Ed25519, behind two octet strings (RFC 8410 section 7).
    private static func seed(ofPEM text: String) -> Data {
        let lines = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("-----") }
        let bytes = Array(Data(base64Encoded: lines.joined().filter { !$0.isWhitespace }) ?? Data())
        guard let head = bytes.firstRange(of: [0x04, 0x22, 0x04, 0x20] as [UInt8]) else { return Data() }
        return Data(bytes[head.upperBound...].prefix(32))
    }

    /// The field `DKIM-Signature` for a mail, with its line end; it goes above all others.
    ///
    /// - Throws: `ContentError` when the key cannot sign.
    func field(for mail: DKIMMail, at moment: Date) throws(ContentError) -> String {
        let names = Self.guarded.flatMap { Array(repeating: $0, count: mail.count(of: $0) + 1) } + Self.others.filter { mail.count(of: $0) > 0 }
        let head = """
            DKIM-Signature: v=1; a=\(settings.algorithm.rawValue); c=relaxed/relaxed;\r
             d=\(settings.domain); s=\(settings.selector);\r
             t=\(Int64(moment.timeIntervalSince1970.rounded(.down)));\r
             h=\(Self.folded(names));\r
             bh=\(mail.bodyHash);\r
             b=
            """
        let digest = SHA256.hash(data: mail.signed(names, signature: head))
        let signature: Data
        do {
            switch key {
            case .rsa(let key): signature = try key.signature(for: digest, padding: .insecurePKCS1v1_5).rawRepresentation
            case .ed25519(let key): signature = try key.signature(for: Data(digest))
            }
        } catch {
            throw ContentError(.other, "the DKIM key of the selector \(settings.selector) cannot sign")
        }
        return head + Self.folded(signature.base64EncodedString()) + "\r\n"
    }

    private static func folded(_ names: [String]) -> String {
        var text = ""
        var used = 3
        for (index, name) in names.enumerated() {
            let piece = index == 0 ? name : ":\(name)"
            if used + piece.utf8.count > 74 {
                text += "\r\n "
                used = 1
            }
            text += piece
            used += piece.utf8.count
        }
        return text
    }

    private static func folded(_ base64: String) -> String {
        let letters = Array(base64.utf8)
        return stride(from: 0, to: letters.count, by: 70)
            .map { String(decoding: letters[$0..<min($0 + 70, letters.count)], as: UTF8.self) }.joined(separator: "\r\n ")
    }
}
