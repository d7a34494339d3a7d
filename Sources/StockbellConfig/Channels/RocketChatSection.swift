import StockbellCore

/// A channel of type rocket-chat.
struct RocketChatSection: ChannelKeys {
    static let type = ChannelType.rocketChat

    var basics = ChannelBasics()
    var url: Found<SecretAddress>?
    var userID: Found<String>?
    var token: Found<Secret>?
    var room: Found<String>?

    static let about = About(
        "channel-rocket-chat", at: "`channels.*` of type `rocket-chat`",
        "An incoming integration of Rocket.Chat, or a user with a token, who answers in threads. Its address is its name alone, `buyers`, or with a bot also a room: `buyers:ROOM`."
    )

    static let keys: [Key<Self>] =
        common + [
            Key(
                "url", .httpURL(), \.url, .optional, "The integration's URL, which is a secret; with `token` the server.",
                example: "${ROCKET_CHAT_BUYERS}"),
            Key("userID", .text("a text"), \.userID, .optional, "The id of the user whose token it is.", example: "rbAXPnMktTFbNpwtJ"),
            Key("token", .secret, \.token, .optional, "A personal access token.", example: "${ROCKET_CHAT_TOKEN}"),
            Key("room", .botRoom(on: type), \.room, .optional, "Where the user posts: a room id or `#name`.", example: "#purchasing"),
        ]

    func kind(at place: Place, _ reading: inout Reading) -> ChannelSettings.Kind? {
        if let token, userID == nil, !reading.hasError(within: place) { reading.error("needs a \"userID\" beside it", at: token.place) }
        mustBeOfBot(userID, token: token, because: "an integration has a user of its own", &reading)
        mustBeOfBot(room, token: token, because: "an integration posts to the room that it was made for", &reading)
        if let url, token == nil, !url.value.address.path.contains("/hooks/") {
            reading.error(
                "is no integration of Rocket.Chat, whose path holds /hooks/; for a user write \"userID\" and \"token\" beside it", at: url.place)
        }
        return access(url, token, hookPath: "/hooks/", server: nil, at: place, &reading).map {
            .rocketChat(RocketChatSettings(access: $0, userID: userID?.value, room: room?.value))
        }
    }
}
