import FoundationEssentials

/// How a secret looks inside Base64, which SMTP's authentication speaks: a server may repeat it.
package enum Base64Forms {
    /// Shorter ones would hit any text.
    private static let shortest = 8

    /// The forms of a secret, longest first: by itself, as AUTH PLAIN has it with the user's name, and the middle of it wherever it stands in
    /// a longer text, as the mechanisms of OAuth have it.
    package static func of(_ secret: String, username: String?) -> [String] {
        guard !secret.isEmpty else { return [] }
        let bytes = Array(secret.utf8)
        let whole = [bytes, Array("\0\(username ?? "")\0\(secret)".utf8)].map { Data($0).base64EncodedString() }
        let middles = (0..<3).compactMap { middle(of: bytes, behind: $0) }
        return (whole + middles).sorted { $0.utf8.count > $1.utf8.count }
    }

    /// What all texts share that have the secret behind so many bytes, counted in threes; nil: it is too short to be known by.
    private static func middle(of secret: [UInt8], behind offset: Int) -> String? {
        let skipped = (3 - offset) % 3
        let count = (secret.count - skipped) / 3 * 3
        guard secret.count > skipped, count / 3 * 4 >= shortest else { return nil }
        return Data(secret[skipped..<(skipped + count)]).base64EncodedString()
    }
}
