import StockbellCore

/// A channel of type mattermost.
struct MattermostSection: ChannelKeys {
    static let type = ChannelType.mattermost

    var basics = ChannelBasics()
    var url: Found<SecretAddress>?
    var token: Found<Secret>?
    var room: Found<String>?

    static let about = About(
        "channel-mattermost", at: "`channels.*` of type `mattermost`",
        "An incoming webhook of Mattermost, or a bot, which answers in threads. Its address is its name alone, `buyers`, or with a bot also a room: `buyers:ROOM`."
    )

    static let keys: [Key<Self>] =
        common + [
            Key(
                "url", .httpURL(), \.url, .optional, "The webhook's URL, which is a secret; with `token` the server.", example: "${MATTERMOST_BUYERS}"
            ),
            Key("token", .secret, \.token, .optional, "The bot's access token.", example: "${MATTERMOST_TOKEN}"),
            Key("room", .text("a text"), \.room, .optional, "Where the bot posts: the id of a channel.", example: "4xp9fdt77pncbef59f4k1qe83o"),
        ]

    func kind(at place: Place, _ reading: inout Reading) -> ChannelSettings.Kind? {
        access(url, token, server: nil, at: place, &reading).map { .mattermost(MattermostSettings(access: $0, room: room?.value)) }
    }
}
