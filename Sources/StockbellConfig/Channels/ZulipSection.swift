import StockbellCore

/// A channel of type zulip.
struct ZulipSection: ChannelKeys {
    static let type = ChannelType.zulip

    var basics = ChannelBasics()
    var url: Found<SecretAddress>?
    var username: Found<String>?
    var key: Found<Secret>?
    var room: Found<String>?

    static let about = About(
        "channel-zulip", at: "`channels.*` of type `zulip`",
        "A bot of a Zulip organisation; each incident is a topic. Its address is its name alone where `room` is set, or a channel: `zulip:purchasing`."
    )

    static let keys: [Key<Self>] =
        common + [
            Key("url", .httpURL("an https:// URL"), \.url, .required, "The organisation.", example: "https://shop.zulipchat.com"),
            Key("username", .botAddress, \.username, .required, "The bot's mail address.", example: "stock-bot@shop.zulipchat.com"),
            Key("key", .secret, \.key, .required, "The bot's API key.", example: "${ZULIP_KEY}"),
            Key("room", .text("a text"), \.room, .optional, "The channel (stream) to write to.", example: "purchasing"),
        ]

    func kind(at place: Place, _ reading: inout Reading) -> ChannelSettings.Kind? {
        guard let url, let username, let key else { return nil }
        let service = server(url, without: "/api", &reading)
        return .zulip(ZulipSettings(url: service, username: username.value, key: key.value, room: room?.value))
    }
}

extension Shape<String> {
    /// A bot's mail address, which is its user name.
    fileprivate static var botAddress: Shape {
        Shape("a mail address") { text, _ throws(Complaint) in
            guard Mailbox.isAddress(text.value), !text.value.contains(":") else {
                throw Complaint("\(text.quoted) is no mail address; write the bot's, as Zulip shows it under Settings, Bots")
            }
            return text.value
        }
    }
}
