/// A Rocket.Chat incoming integration, or a user with a token, who can answer in threads and is known by message ids.
package struct RocketChatSettings: Hashable, Sendable {
    package var access: ChatAccess
    /// The id of the user whose token it is; nil with an integration.
    package var userID: String?
    /// Where a user posts unless an address says it: a room id or `#name`; nil with an integration.
    package var room: String?

    package init(access: ChatAccess, userID: String? = nil, room: String? = nil) {
        self.access = access
        self.userID = userID
        self.room = room
    }
}
