/// The words for `type` of a channel.
enum ChannelType: String, Sendable, CaseIterable {
    case smtp, slack, webhook, kannel

    /// Types of later versions.
    static let later = [
        "discord", "google-chat", "matrix", "mattermost", "ntfy", "smpp", "sns", "teams", "telegram", "twilio", "vonage", "zulip",
    ]
}
