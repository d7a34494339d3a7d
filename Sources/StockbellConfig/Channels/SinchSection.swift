import StockbellCore

/// A channel of type sinch.
struct SinchSection: ChannelKeys {
    static let type = ChannelType.sinch

    var basics = ChannelBasics()
    var url: Found<SecretAddress>?
    var plan: Found<String>?
    var token: Found<Secret>?
    var from: Found<String>?

    static let about = About(
        "channel-sinch", at: "`channels.*` of type `sinch`",
        "Text messages by Sinch. Addresses: `sms:+4915112345678`.")

    static let keys: [Key<Self>] =
        common + [
            Key("url", .httpURL(), \.url, .default("https://eu.sms.api.sinch.com"), "The service.", example: "https://eu.sms.api.sinch.com"),
            Key("plan", .text("a text"), \.plan, .required, "The service plan id.", example: "${SINCH_PLAN}"),
            Key("token", .secret, \.token, .required, "The API token.", example: "${SINCH_TOKEN}"),
            Key(
                "from", .hostedSender, \.from, .optional, "The sender that phones show; the plan's own where it is missing.",
                example: "+4915100000000"),
        ]

    func kind(at place: Place, _ reading: inout Reading) -> ChannelSettings.Kind? {
        let url = service(url, usual: "https://eu.sms.api.sinch.com", &reading)
        guard let plan, let token else { return nil }
        return .sinch(SinchSettings(url: url, plan: plan.value, token: token.value, from: from?.value))
    }
}
