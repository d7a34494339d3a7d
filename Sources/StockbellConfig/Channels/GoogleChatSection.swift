import StockbellCore

/// A channel of type google-chat.
struct GoogleChatSection: ChannelKeys {
    static let type = ChannelType.googleChat

    var basics = ChannelBasics()
    var url: Found<SecretAddress>?

    static let about = About(
        "channel-google-chat", at: "`channels.*` of type `google-chat`",
        "A webhook of a space in Google Chat. Its address is its name alone: `buyers`.")

    static let keys: [Key<Self>] =
        common + [
            Key(
                "url", .httpURL("an https:// URL"), \.url, .required, "The webhook's URL with its key and token, which is a secret.",
                example: "${GOOGLE_CHAT_BUYERS}")
        ]

    func kind(at place: Place, _ reading: inout Reading) -> ChannelSettings.Kind? {
        guard let url else { return nil }
        basics.checkSecrecy(of: url, secret: "the URL is the secret", &reading)
        return .googleChat(GoogleChatSettings(url: Secret(url.value.text)))
    }
}
