/// A Telegram bot.
package struct TelegramSettings: Hashable, Sendable {
    /// The Bot API's server.
    package var url: Secret
    package var token: Secret
    /// The chat to write to unless an address says it: an id such as `-1001234567890`, or `@channel`.
    package var room: String?
    /// The topic of a forum; nil: none.
    package var topic: Int?

    package init(url: Secret = Secret("https://api.telegram.org"), token: Secret, room: String? = nil, topic: Int? = nil) {
        self.url = url
        self.token = token
        self.room = room
        self.topic = topic
    }
}
