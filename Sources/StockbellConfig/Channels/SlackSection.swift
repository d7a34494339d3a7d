import StockbellCore

/// A channel of type slack.
struct SlackSection: ChannelKeys {
    static let type = ChannelType.slack

    var basics = ChannelBasics()
    var url: Found<SecretAddress>?
    var token: Found<Secret>?
    var room: Found<String>?
    var buttons: Found<Bool>?

    static let about = About(
        "channel-slack", at: "`channels.*` of type `slack`",
        "An incoming webhook of Slack, or an app with a bot token, which answers in threads. Its address is its name alone, `buyers`, or with a bot also a room: `buyers:ROOM`."
    )

    static let keys: [Key<Self>] =
        common + [
            Key(
                "url", .httpURL(), \.url, .optional, "The webhook's URL, which is a secret; with `token` the API's, where it is not Slack's own.",
                example: "${SLACK_BUYERS}"),
            Key("token", .slackToken, \.token, .optional, "The bot token, `xoxb-…`, with the scope chat:write.", example: "${SLACK_TOKEN}"),
            Key("room", .botRoom(on: type), \.room, .optional, "Where the bot posts: the id of a channel.", example: "C0123456789"),
            Key(
                "buttons", .flag, \.buttons, .default(false),
                "Whether links are buttons. Slack warns beside them unless the app answers clicks: give it the request URL `publicURL`/slack/actions.",
                example: true),
        ]

    func kind(at place: Place, _ reading: inout Reading) -> ChannelSettings.Kind? {
        mustBeOfBot(room, token: token, because: "a webhook posts to the channel that it was made for", &reading)
        checkWorkflow(&reading)
        return access(url, token, hookPath: "/services/", server: "https://slack.com/api", at: place, &reading).map {
            .slack(SlackSettings(access: $0, room: room?.value, hasButtons: buttons?.value ?? false))
        }
    }

    func checkPublicURL(_ publicURL: String?, _ reading: inout Reading) {
        guard let buttons, buttons.value, publicURL == nil else { return }
        reading.warn("needs a \"publicURL\", where Slack tells clicks; without it Slack shows a warning beside each button", at: buttons.place)
    }

    /// The trigger of a workflow looks like a webhook, answers 200, and shows nothing of a message with blocks.
    private func checkWorkflow(_ reading: inout Reading) {
        guard let url, ["/workflows/", "/triggers/"].contains(where: { url.value.address.path.hasPrefix($0) }) else { return }
        reading.error(
            "starts a workflow of Slack, which takes the workflow's own fields and no message; make an incoming webhook in a Slack app, "
                + "or write \"type\": \"webhook\" with a \"body\" of those fields",
            at: url.place)
    }
}
