import StockbellCore

/// A channel of type vonage.
struct VonageSection: ChannelKeys {
    static let type = ChannelType.vonage

    var basics = ChannelBasics()
    var url: Found<SecretAddress>?
    var key: Found<String>?
    var secret: Found<Secret>?
    var from: Found<String>?
    var signature: Found<Secret>?

    static let about = About(
        "channel-vonage", at: "`channels.*` of type `vonage`",
        "Text messages by Vonage's SMS API. Addresses: `sms:+4915112345678`.")

    static let keys: [Key<Self>] =
        common + [
            Key("url", .httpURL(), \.url, .default("https://rest.nexmo.com"), "The service.", example: "https://rest.nexmo.com"),
            Key("key", .text("a text"), \.key, .required, "The API key.", example: "${VONAGE_KEY}"),
            Key("secret", .secret, \.secret, .required, "The API secret.", example: "${VONAGE_SECRET}"),
            Key("from", .hostedSender, \.from, .required, "The sender that phones show.", example: "+4915100000000"),
            Key(
                "signature", .secret, \.signature, .optional, "The signature secret (HMAC-SHA256), if receipts are signed.",
                example: "${VONAGE_SIGNATURE}"),
        ]

    func kind(at place: Place, _ reading: inout Reading) -> ChannelSettings.Kind? {
        let url = service(url, usual: "https://rest.nexmo.com", &reading)
        guard let key, let secret, let from else { return nil }
        return .vonage(VonageSettings(url: url, key: key.value, secret: secret.value, from: from.value, signature: signature?.value))
    }
}
