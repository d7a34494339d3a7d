import StockbellCore

/// A channel of type discord.
struct DiscordSection: ChannelKeys {
    static let type = ChannelType.discord

    var basics = ChannelBasics()
    var url: Found<SecretAddress>?
    var thread: Found<String>?

    static let about = About(
        "channel-discord", at: "`channels.*` of type `discord`",
        "A webhook of a Discord channel. Its address is its name alone: `buyers`.")

    static let keys: [Key<Self>] =
        common + [
            Key("url", .httpURL("an https:// URL"), \.url, .required, "The webhook's URL, which is a secret.", example: "${DISCORD_BUYERS}"),
            Key(
                "thread", .text("a text"), \.thread, .optional, "The id of a thread to post in; the channel itself where it is missing.",
                example: "1234567890123456789"),
        ]

    func kind(at place: Place, _ reading: inout Reading) -> ChannelSettings.Kind? {
        guard let url else { return nil }
        basics.checkSecrecy(of: url, secret: "the URL is the secret", &reading)
        return .discord(DiscordSettings(url: Secret(url.value.text), thread: thread?.value))
    }
}
