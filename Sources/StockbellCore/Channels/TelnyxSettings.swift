/// An account of Telnyx.
package struct TelnyxSettings: Hashable, Sendable {
    package var url: Secret
    package var key: Secret
    /// nil: the profile chooses.
    package var from: String?
    /// A messaging profile; nil: that of the number.
    package var profile: String?
    /// Base64 of the Ed25519 key that its receipts are signed with; nil: they are known by their URL alone.
    package var publicKey: String?

    package init(
        url: Secret = Secret("https://api.telnyx.com"), key: Secret, from: String? = nil, profile: String? = nil, publicKey: String? = nil
    ) {
        self.url = url
        self.key = key
        self.from = from
        self.profile = profile
        self.publicKey = publicKey
    }
}
