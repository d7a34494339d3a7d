import StockbellCore

/// A channel of type telegram.
struct TelegramSection: ChannelKeys {
    static let type = ChannelType.telegram

    var basics = ChannelBasics()
    var url: Found<SecretAddress>?
    var token: Found<Secret>?
    var room: Found<String>?
    var topic: Found<Int>?

    static let about = About(
        "channel-telegram", at: "`channels.*` of type `telegram`",
        "A Telegram bot. Its address is its name alone where `room` is set, or a chat: `telegram:-1001234567890`, `telegram:@anna`.")

    static let keys: [Key<Self>] =
        common + [
            Key("url", .httpURL(), \.url, .default("https://api.telegram.org"), "The Bot API's server.", example: "https://telegram.example.com"),
            Key("token", .secret, \.token, .required, "The token that BotFather gave.", example: "${TELEGRAM_TOKEN}"),
            Key(
                "room", .text("a text"), \.room, .optional, "The chat to write to: an id, or `@name` of a public channel.", example: "-1001234567890"),
            Key("topic", .integer(1...2_147_483_647), \.topic, .optional, "The topic of a forum.", example: 5),
        ]

    func kind(at place: Place, _ reading: inout Reading) -> ChannelSettings.Kind? {
        let url = service(url, usual: "https://api.telegram.org", &reading)
        return token.map { .telegram(TelegramSettings(url: url, token: $0.value, room: room?.value, topic: topic?.value)) }
    }
}
