/// An account of Vonage's SMS API.
package struct VonageSettings: Hashable, Sendable {
    package var url: Secret
    package var key: String
    package var secret: Secret
    package var from: String
    /// What its receipts are signed with (HMAC-SHA256); nil: they are known by their URL alone.
    package var signature: Secret?

    package init(url: Secret = Secret("https://rest.nexmo.com"), key: String, secret: Secret, from: String, signature: Secret? = nil) {
        self.url = url
        self.key = key
        self.secret = secret
        self.from = from
        self.signature = signature
    }
}
