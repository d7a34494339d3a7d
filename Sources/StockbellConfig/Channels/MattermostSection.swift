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
            Key("room", .botRoom(on: type), \.room, .optional, "Where the bot posts: the id of a channel.", example: "4xp9fdt77pncbef59f4k1qe83o"),
        ]

    func kind(at place: Place, _ reading: inout Reading) -> ChannelSettings.Kind? {
        mustBeOfBot(room, token: token, because: "a webhook posts to the channel that it was made for", &reading)
        if let url, token == nil, !url.value.address.path.contains("/hooks/") {
            reading.error("is no webhook of Mattermost, whose path holds /hooks/; for a bot write \"token\" beside it", at: url.place)
        }
        return access(url, token, hookPath: "/hooks/", server: nil, at: place, &reading).map {
            .mattermost(MattermostSettings(access: $0, room: room?.value))
        }
    }
}
