/// A Mattermost incoming webhook, or a bot with a token, which can answer in threads and change what it said.
package struct MattermostSettings: Hashable, Sendable {
    package var access: ChatAccess
    /// The id of the channel where a bot posts unless an address says it; nil with a webhook.
    package var room: String?

    package init(access: ChatAccess, room: String? = nil) {
        self.access = access
        self.room = room
    }
}
