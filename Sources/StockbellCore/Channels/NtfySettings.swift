/// A server of ntfy.
package struct NtfySettings: Hashable, Sendable {
    package var url: Secret
    /// nil: everybody may write to the topic.
    package var token: Secret?
    /// The topic to write to unless an address says it.
    package var room: String?

    package init(url: Secret = Secret("https://ntfy.sh"), token: Secret? = nil, room: String? = nil) {
        self.url = url
        self.token = token
        self.room = room
    }
}
