import StockbellCore

/// A channel of type kannel.
struct KannelSection: ChannelKeys {
    static let type = ChannelType.kannel

    var basics = ChannelBasics()
    var url: Found<SecretAddress>?
    var username: Found<String>?
    var password: Found<Secret>?
    var from: Found<String>?
    var smsc: Found<String>?

    static let about = About("channel-kannel", at: "`channels.*` of type `kannel`", "A Kannel SMS gateway. Addresses: `sms:+4915112345678`.")

    static let keys: [Key<Self>] =
        common + [
            Key(
                "url", .httpURL(), \.url, .required, "The gateway's sendsms, without a query.",
                example: "http://sms.example.com:13013/cgi-bin/sendsms"),
            Key("username", .text("a text"), \.username, .required, "The sendsms-user.", example: "stockbell"),
            Key("password", .secret, \.password, .required, "The password of `username`.", example: "${KANNEL_PASSWORD}"),
            Key("from", .smsSender, \.from, .optional, "The sender that phones show; the gateway's own where it is missing.", example: "Stockbell"),
            Key("smsc", .text("a text"), \.smsc, .optional, "The gateway's route; its own choice where it is missing.", example: "operator-1"),
        ]

    func kind(at place: Place, _ reading: inout Reading) -> ChannelSettings.Kind? {
        guard let url, let username, let password else { return nil }
        if url.value.address.hasQuery {
            reading.error("ends in a \"?…\" part, which Stockbell writes itself; leave it out", at: url.place)
        }
        basics.checkReach(of: url.value.address.host, at: url.place, &reading)
        if !url.value.address.isEncrypted, !Host.isPrivate(url.value.address.host) {
            reading.warn("is http://, so the password crosses the network unencrypted", at: url.place)
        }
        return .kannel(
            KannelSettings(
                url: Secret(url.value.text), username: username.value, password: password.value, from: from?.value, smsc: smsc?.value))
    }
}
