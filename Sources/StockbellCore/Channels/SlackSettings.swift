/// A Slack incoming webhook, whose URL is the secret, or an app with a token, which can answer in threads and change what it said.
package struct SlackSettings: Hashable, Sendable {
    package var access: ChatAccess
    /// Where an app posts unless an address says it: an id such as `C0123456789`; nil with a webhook, which has a place of its own.
    package var room: String?
    /// Whether links are buttons: Slack shows a warning beside one whose click no app answers.
    package var hasButtons: Bool

    package init(access: ChatAccess, room: String? = nil, hasButtons: Bool = false) {
        self.access = access
        self.room = room
        self.hasButtons = hasButtons
    }

    /// An incoming webhook.
    package init(url: Secret) {
        self.init(access: .hook(url))
    }
}
