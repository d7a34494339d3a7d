import StockbellCore

/// A channel of type twilio.
struct TwilioSection: ChannelKeys {
    static let type = ChannelType.twilio

    var basics = ChannelBasics()
    var url: Found<SecretAddress>?
    var account: Found<String>?
    var token: Found<Secret>?
    var key: Found<String>?
    var from: Found<String>?
    var messagingService: Found<String>?

    static let about = About(
        "channel-twilio", at: "`channels.*` of type `twilio`",
        "Text messages by Twilio, which signs its receipts. Addresses: `sms:+4915112345678`.")

    static let keys: [Key<Self>] =
        common + [
            Key("url", .httpURL(), \.url, .default("https://api.twilio.com"), "The service.", example: "https://api.twilio.com"),
            Key(
                "account", .twilioID("AC", "the account SID"), \.account, .required, "The account SID, `AC…`.",
                example: "AC0123456789abcdef0123456789abcdef"),
            Key("token", .secret, \.token, .required, "The auth token, or the secret of `key`.", example: "${TWILIO_TOKEN}"),
            Key(
                "key", .twilioID("SK", "the SID of an API key"), \.key, .optional,
                "An API key, `SK…`, instead of the auth token. Receipts are then known by their URL alone.",
                example: "SK0123"),
            Key("from", .hostedSender, \.from, .optional, "The sender that phones show.", example: "+4915100000000"),
            Key(
                "messagingService", .twilioID("MG", "the SID of a messaging service"), \.messagingService, .optional,
                "A messaging service, `MG…`, which chooses the sender.",
                example: "MG0123"),
        ]

    func kind(at place: Place, _ reading: inout Reading) -> ChannelSettings.Kind? {
        let url = service(url, usual: "https://api.twilio.com", &reading)
        if from == nil, messagingService == nil, !reading.hasError(within: place) {
            reading.error("needs \"from\" or \"messagingService\"", at: place)
        }
        guard let account, let token else { return nil }
        return .twilio(
            TwilioSettings(
                url: url, account: account.value, key: key?.value, token: token.value, from: from?.value, messagingService: messagingService?.value))
    }
}
