/// A bot of a Zulip organisation.
package struct ZulipSettings: Hashable, Sendable {
    /// The organisation: `https://shop.zulipchat.com`.
    package var url: Secret
    /// The bot's mail address.
    package var username: String
    package var key: Secret
    /// The channel (stream) to write to unless an address says it.
    package var room: String?

    package init(url: Secret, username: String, key: Secret, room: String? = nil) {
        self.url = url
        self.username = username
        self.key = key
        self.room = room
    }
}
