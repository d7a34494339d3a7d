import StockbellCore

/// A channel of type telnyx.
struct TelnyxSection: ChannelKeys {
    static let type = ChannelType.telnyx

    var basics = ChannelBasics()
    var url: Found<SecretAddress>?
    var key: Found<Secret>?
    var from: Found<String>?
    var profile: Found<String>?
    var publicKey: Found<String>?

    static let about = About(
        "channel-telnyx", at: "`channels.*` of type `telnyx`",
        "Text messages by Telnyx. Addresses: `sms:+4915112345678`.")

    static let keys: [Key<Self>] =
        common + [
            Key("url", .httpURL(), \.url, .default("https://api.telnyx.com"), "The service.", example: "https://api.telnyx.com"),
            Key("key", .secret, \.key, .required, "The API key.", example: "${TELNYX_KEY}"),
            Key("from", .hostedSender, \.from, .optional, "The sender that phones show.", example: "+4915100000000"),
            Key("profile", .text("a text"), \.profile, .optional, "A messaging profile; that of the number where it is missing.", example: "4001"),
            Key(
                "publicKey", .ed25519Key, \.publicKey, .optional, "The public key of the account, if receipts are to be checked by it.",
                example: "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg="),
        ]

    func kind(at place: Place, _ reading: inout Reading) -> ChannelSettings.Kind? {
        let url = service(url, usual: "https://api.telnyx.com", &reading)
        if from == nil, profile == nil, !reading.hasError(within: place) { reading.error("needs \"from\" or \"profile\"", at: place) }
        return key.map { .telnyx(TelnyxSettings(url: url, key: $0.value, from: from?.value, profile: profile?.value, publicKey: publicKey?.value)) }
    }
}
