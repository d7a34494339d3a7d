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
        "A Telegram bot. Its address is its name alone where `room` is set, or a chat, perhaps with the topic of a forum: `telegram:-1001234567890/5`."
    )

    static let keys: [Key<Self>] =
        common + [
            Key("url", .httpURL(), \.url, .default("https://api.telegram.org"), "The Bot API's server.", example: "https://telegram.example.com"),
            Key("token", .telegramToken, \.token, .required, "The token that BotFather gave.", example: "${TELEGRAM_TOKEN}"),
            Key(
                "room", .room(of: type), \.room, .optional, "The chat to write to: an id, or `@name` of a public channel.", example: "-1001234567890"),
            Key("topic", .integer(1...2_147_483_647), \.topic, .optional, "The topic of a forum; belongs to `room`.", example: 5),
        ]

    func kind(at place: Place, _ reading: inout Reading) -> ChannelSettings.Kind? {
        let url = url.map { server($0, &reading) } ?? Secret("https://api.telegram.org")
        if let topic, room == nil { reading.error("needs a \"room\" beside it; in an address the topic stands behind the chat", at: topic.place) }
        return token.map { .telegram(TelegramSettings(url: url, token: $0.value, room: room?.value, topic: topic?.value)) }
    }
}

extension Shape<Secret> {
    /// The token of a bot, which becomes part of a URL.
    fileprivate static var telegramToken: Shape {
        Shape("a secret") { text, _ throws(Complaint) in
            let parts = text.value.split(separator: ":", omittingEmptySubsequences: false)
            let isToken =
                parts.count == 2 && !parts[0].isEmpty && parts[0].utf8.allSatisfy { (48...57).contains($0) } && parts[1].utf8.count >= 20
                && parts[1].utf8.allSatisfy { $0.isTokenPart && $0 != UInt8(ascii: "%") }
            guard isToken else { throw Complaint("is no token of a bot: digits, a colon, and some 35 letters and digits, as BotFather wrote it") }
            return Secret(text.value)
        }
    }
}
