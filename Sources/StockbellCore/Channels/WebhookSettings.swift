/// An HTTP endpoint of the shop's own that takes an alert's facts as JSON.
package struct WebhookSettings: Hashable, Sendable {
    package var url: Secret
    /// What bodies are signed with, newest first: `whsec_…` (HMAC-SHA256) or `whsk_…` (Ed25519); empty: unsigned.
    package var secrets: [Secret]
    /// Further headers to send, such as a token that the endpoint asks for.
    package var headers: [SourceSettings.ExpectedHeader]

    /// The form of the body; nil: the alerts' facts.
    package var body: PayloadTemplate?

    package init(url: Secret, secrets: [Secret] = [], headers: [SourceSettings.ExpectedHeader] = [], body: PayloadTemplate? = nil) {
        self.url = url
        self.secrets = secrets
        self.headers = headers
        self.body = body
    }
}
