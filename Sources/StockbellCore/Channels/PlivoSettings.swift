/// An account of Plivo.
package struct PlivoSettings: Hashable, Sendable {
    package var url: Secret
    /// The Auth ID.
    package var account: String
    package var token: Secret
    /// nil with a powerpack.
    package var from: String?
    /// Its UUID; it chooses the sender.
    package var powerpack: String?

    package init(url: Secret = Secret("https://api.plivo.com"), account: String, token: Secret, from: String? = nil, powerpack: String? = nil) {
        self.url = url
        self.account = account
        self.token = token
        self.from = from
        self.powerpack = powerpack
    }
}
