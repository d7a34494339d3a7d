/// A webhook of a Discord channel; the URL is the secret.
package struct DiscordSettings: Hashable, Sendable {
    package var url: Secret
    /// The id of the thread to post in; nil: the channel itself.
    package var thread: String?

    package init(url: Secret, thread: String? = nil) {
        self.url = url
        self.thread = thread
    }
}
