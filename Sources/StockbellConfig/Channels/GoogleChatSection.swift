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
        let text = url.value.text
        if let own = ["threadKey", "messageReplyOption", "requestId"].first(where: { text.contains("\($0)=") }) {
            reading.error("holds \(own)=…, which Stockbell writes itself; leave that out", at: url.place)
        } else if url.value.address.host == "chat.googleapis.com", !text.contains("key=") || !text.contains("token=") {
            reading.error("lacks the parts \"key=…\" and \"token=…\"; copy the webhook's URL whole", at: url.place)
        }
        return .googleChat(GoogleChatSettings(url: Secret(url.value.text)))
    }
}
