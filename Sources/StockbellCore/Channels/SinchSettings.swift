/// A service plan of Sinch's SMS API.
package struct SinchSettings: Hashable, Sendable {
    /// By region: `us` or `eu`.
    package var url: Secret
    package var plan: String
    package var token: Secret
    /// nil: the plan's own.
    package var from: String?

    package init(url: Secret = Secret("https://eu.sms.api.sinch.com"), plan: String, token: Secret, from: String? = nil) {
        self.url = url
        self.plan = plan
        self.token = token
        self.from = from
    }
}
