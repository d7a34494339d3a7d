/// An account of Twilio.
package struct TwilioSettings: Hashable, Sendable {
    package var url: Secret
    /// `AC…`.
    package var account: String
    /// An API key, `SK…`, whose secret `token` then is; nil: `token` is that of the account.
    package var key: String?
    package var token: Secret
    /// A number or a name; nil with a messaging service.
    package var from: String?
    /// `MG…`, which chooses the sender; nil: `from` is it.
    package var messagingService: String?

    package init(
        url: Secret = Secret("https://api.twilio.com"), account: String, key: String? = nil, token: Secret, from: String? = nil,
        messagingService: String? = nil
    ) {
        self.url = url
        self.account = account
        self.key = key
        self.token = token
        self.from = from
        self.messagingService = messagingService
    }
}
