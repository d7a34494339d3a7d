import StockbellCore

/// A channel of type sns.
struct SNSSection: ChannelKeys {
    static let type = ChannelType.sns

    var basics = ChannelBasics()
    var url: Found<SecretAddress>?
    var region: Found<String>?
    var accessKey: Found<String>?
    var secretKey: Found<Secret>?
    var sessionToken: Found<Secret>?
    var from: Found<String>?

    static let about = About(
        "channel-sns", at: "`channels.*` of type `sns`",
        "Text messages by Amazon SNS, which tells nobody what became of them. Addresses: `sms:+4915112345678`.")

    static let keys: [Key<Self>] =
        common + [
            Key(
                "url", .httpURL(), \.url, .optional, "The service, where it is not that of the region.",
                example: "https://vpce-1.sns.eu-central-1.vpce.amazonaws.com"),
            Key("region", .awsRegion, \.region, .required, "The region.", example: "eu-central-1"),
            Key("accessKey", .text("a text"), \.accessKey, .required, "The access key id.", example: "${AWS_ACCESS_KEY_ID}"),
            Key("secretKey", .secret, \.secretKey, .required, "The secret access key.", example: "${AWS_SECRET_ACCESS_KEY}"),
            Key("sessionToken", .secret, \.sessionToken, .optional, "The session token of temporary credentials.", example: "${AWS_SESSION_TOKEN}"),
            Key(
                "from", .hostedSender, \.from, .optional, "A sender id, or an origination number; the account's own where it is missing.",
                example: "+4915100000000"),
        ]

    func kind(at place: Place, _ reading: inout Reading) -> ChannelSettings.Kind? {
        let url = url.map { service($0, usual: "", &reading) }
        guard let region, let accessKey, let secretKey else { return nil }
        return .sns(
            SNSSettings(
                url: url, region: region.value, accessKey: accessKey.value, secretKey: secretKey.value, sessionToken: sessionToken?.value,
                from: from?.value))
    }
}
