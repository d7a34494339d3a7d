import StockbellCore

/// A channel of type messagebird.
struct MessageBirdSection: ChannelKeys {
    static let type = ChannelType.messagebird

    var basics = ChannelBasics()
    var url: Found<SecretAddress>?
    var key: Found<Secret>?
    var from: Found<String>?

    static let about = About(
        "channel-messagebird", at: "`channels.*` of type `messagebird`",
        "Text messages by MessageBird, now Bird. Addresses: `sms:+4915112345678`.")

    static let keys: [Key<Self>] =
        common + [
            Key("url", .httpURL(), \.url, .default("https://rest.messagebird.com"), "The service.", example: "https://rest.messagebird.com"),
            Key("key", .secret, \.key, .required, "The access key.", example: "${MESSAGEBIRD_KEY}"),
            Key("from", .hostedSender, \.from, .required, "The sender that phones show.", example: "+4915100000000"),
        ]

    func kind(at place: Place, _ reading: inout Reading) -> ChannelSettings.Kind? {
        let url = service(url, usual: "https://rest.messagebird.com", &reading)
        guard let key, let from else { return nil }
        return .messagebird(MessageBirdSettings(url: url, key: key.value, from: from.value))
    }
}
