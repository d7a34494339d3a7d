import StockbellCore

/// A channel of type plivo.
struct PlivoSection: ChannelKeys {
    static let type = ChannelType.plivo

    var basics = ChannelBasics()
    var url: Found<SecretAddress>?
    var account: Found<String>?
    var token: Found<Secret>?
    var from: Found<String>?
    var powerpack: Found<String>?

    static let about = About(
        "channel-plivo", at: "`channels.*` of type `plivo`",
        "Text messages by Plivo. Addresses: `sms:+4915112345678`.")

    static let keys: [Key<Self>] =
        common + [
            Key("url", .httpURL(), \.url, .default("https://api.plivo.com"), "The service.", example: "https://api.plivo.com"),
            Key("account", .text("a text"), \.account, .required, "The Auth ID.", example: "${PLIVO_ID}"),
            Key("token", .secret, \.token, .required, "The Auth Token.", example: "${PLIVO_TOKEN}"),
            Key("from", .hostedSender, \.from, .optional, "The sender that phones show.", example: "+4915100000000"),
            Key("powerpack", .text("a text"), \.powerpack, .optional, "The UUID of a powerpack, which chooses the sender.", example: "5ec4c8c9"),
        ]

    func kind(at place: Place, _ reading: inout Reading) -> ChannelSettings.Kind? {
        let url = service(url, usual: "https://api.plivo.com", &reading)
        if from == nil, powerpack == nil, !reading.hasError(within: place) { reading.error("needs \"from\" or \"powerpack\"", at: place) }
        guard let account, let token else { return nil }
        return .plivo(PlivoSettings(url: url, account: account.value, token: token.value, from: from?.value, powerpack: powerpack?.value))
    }
}
