/// Somebody whom messages reach under a name: one of `people` in config.json.
package struct Person: Hashable, Sendable {
    package var name: String
    /// By the name of a channel, where it reaches them.
    package var recipients: [String: String]

    package init(name: String, recipients: [String: String]) {
        self.name = name
        self.recipients = recipients
    }
}
