/// A channel of type slack.
struct SlackSection: ChannelKeys {
    var basics = ChannelBasics()
    var url: Found<SecretAddress>?

    static let about = About(
        "channel-slack", at: "`channels.*` of type `slack`", "An incoming webhook of Slack. Its address is its name alone: `buyers`.")

    static let keys: [Key<Self>] =
        basics(.slack, timeout: "20s", concurrency: 1, ifUnsure: "repeat", retry: ["first": "5s", "longest": "15m", "horizon": "12h"]) + [
            Key(
                "url", .httpURL("an https:// URL"), \.url, .required, "The hook's URL, which is a secret; https, unless `allowPrivateNetwork`.",
                example: "${SLACK_BUYERS}")
        ]
}
