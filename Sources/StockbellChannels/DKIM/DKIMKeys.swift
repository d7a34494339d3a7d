package import StockbellCore

/// Judges keys before the first mail is signed with them.
package enum DKIMKeys {
    /// What is wrong with the key of a signature, as a sentence about it; nil: nothing.
    ///
    /// `isUnusable`: no mail can be signed with it; else receivers may not count what it signs (RFC 8301 section 3.2).
    package static func fault(of settings: DKIMSettings) -> (message: String, isUnusable: Bool)? {
        do throws(ContentError) {
            guard let bits = try DKIMSigner(settings).rsaBits, bits < 2048 else { return nil }
            return ("has \(bits) bits, which some receivers do not count; make one of 2048: \(advice)", false)
        } catch {
            let fault =
                switch settings.algorithm {
                case .rsa: "is broken, or a key of RSA with less than 1024 bits, which no receiver counts"
                case .ed25519: "is a broken key of Ed25519: it has to have 32 bytes"
                }
            return ("\(fault); make another: \(settings.algorithm == .rsa ? advice : "openssl genpkey -algorithm ED25519 -out dkim.pem")", true)
        }
    }

    private static let advice = "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out dkim.pem"
}
