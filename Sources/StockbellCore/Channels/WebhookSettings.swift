/// An HTTP endpoint of the shop's own that takes an alert's facts as JSON.
package struct WebhookSettings: Hashable, Sendable {
    package var url: Secret
    /// Signing secrets in the form `whsec_…`, newest first; empty: unsigned.
    package var secrets: [Secret]
    /// Further headers to send, such as a token that the endpoint asks for.
    package var headers: [SourceSettings.ExpectedHeader]

    package init(url: Secret, secrets: [Secret] = [], headers: [SourceSettings.ExpectedHeader] = []) {
        self.url = url
        self.secrets = secrets
        self.headers = headers
    }
}
