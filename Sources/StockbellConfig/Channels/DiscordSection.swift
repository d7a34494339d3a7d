import StockbellCore

/// A channel of type discord.
struct DiscordSection: ChannelKeys {
    static let type = ChannelType.discord

    var basics = ChannelBasics()
    var url: Found<SecretAddress>?
    var thread: Found<String>?

    static let about = About(
        "channel-discord", at: "`channels.*` of type `discord`",
        "A webhook of a Discord channel. Its address is its name alone: `buyers`.")

    static let keys: [Key<Self>] =
        common + [
            Key("url", .httpURL("an https:// URL"), \.url, .required, "The webhook's URL, which is a secret.", example: "${DISCORD_BUYERS}"),
            Key(
                "thread", .snowflake, \.thread, .optional, "The id of a thread to post in; the channel itself where it is missing.",
                example: "1234567890123456789"),
        ]

    func kind(at place: Place, _ reading: inout Reading) -> ChannelSettings.Kind? {
        guard let url else { return nil }
        basics.checkSecrecy(of: url, secret: "the URL is the secret", &reading)
        let path = url.value.address.path
        if !path.contains("/webhooks/") {
            reading.error(
                "is no webhook of Discord, whose path holds /api/webhooks/; copy it from Integrations, Webhooks of the channel", at: url.place)
        } else if let form = ["/slack", "/github"].first(where: path.hasSuffix) {
            reading.error("ends in \(form), which makes Discord read another form; leave that out", at: url.place)
        } else if let name = Self.ownQuery(of: url.value.text) {
            reading.error(
                "has \(name)= behind its \"?\", which Stockbell writes itself; leave it out, and write a thread as \"thread\"", at: url.place)
        }
        return .discord(DiscordSettings(url: Secret(url.value.text), thread: thread?.value))
    }

    /// What its query says that Stockbell says; nil: nothing.
    private static func ownQuery(of url: String) -> String? {
        let query = url.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
        let names = query.split(separator: "&").map { String($0.prefix { $0 != "=" }) }
        return ["wait", "thread_id"].first(where: names.contains)
    }
}
