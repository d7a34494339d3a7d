/// By what an event is recognised when its platform sends it again: a 16-byte digest, unique within its source.
package struct DedupeKey: Hashable, Sendable, Codable {
    package enum Strength: String, Hashable, Sendable, Codable {
        /// The platform gives each event an id: seen once is seen.
        case providerID
        /// A digest of the content: only a repeat of the level's last event is a duplicate, else A, B, A would lose the second A.
        case fingerprint
    }

    /// The first 16 bytes of a SHA-256.
    package var digest: [UInt8]
    package var strength: Strength

    package init(digest: [UInt8], strength: Strength) {
        self.digest = digest
        self.strength = strength
    }
}
