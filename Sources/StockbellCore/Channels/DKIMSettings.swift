import FoundationEssentials

/// A signature of mails by the sender's domain (RFC 6376), whose public half is in DNS at `SELECTOR._domainkey.DOMAIN`.
package struct DKIMSettings: Hashable, Sendable {
    package enum Algorithm: String, Hashable, Sendable {
        case rsa = "rsa-sha256"
        /// RFC 8463; not every receiver knows it, hence beside one of RSA.
        case ed25519 = "ed25519-sha256"
    }

    package var domain: String
    package var selector: String
    /// A private key in PEM form.
    package var key: Secret
    package var algorithm: Algorithm

    /// nil: the text holds no private key in PEM form, or one of another kind.
    package init?(domain: String, selector: String, key: Secret) {
        guard let algorithm = Self.algorithm(ofPEM: key.reveal()) else { return nil }
        self.domain = domain
        self.selector = selector
        self.key = key
        self.algorithm = algorithm
    }

    /// By the identifiers 1.3.101.112 and 1.2.840.113549.1.1.1 of PKCS #8; PKCS #1 says RSA in its first line.
    private static func algorithm(ofPEM text: String) -> Algorithm? {
        let lines = text.split(whereSeparator: \.isNewline).map { $0.filter { $0 != " " && $0 != "\t" } }
        guard let begin = lines.firstIndex(where: { $0.hasPrefix("-----BEGIN") && $0.hasSuffix("PRIVATEKEY-----") }),
            let end = lines[begin...].firstIndex(where: { $0.hasPrefix("-----END") }),
            let bytes = Data(base64Encoded: lines[(begin + 1)..<end].joined())
        else { return nil }
        switch lines[begin] {
        case "-----BEGINRSAPRIVATEKEY-----": return .rsa
        case "-----BEGINPRIVATEKEY-----":
            // Behind the length and the version stands the algorithm.
            let head = Array(bytes.prefix(32))
            if head.contains([0x06, 0x03, 0x2B, 0x65, 0x70]) { return .ed25519 }
            return head.contains([0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01]) ? .rsa : nil
        default: return nil
        }
    }
}
