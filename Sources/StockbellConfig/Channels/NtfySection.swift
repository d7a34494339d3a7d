import StockbellCore

/// A channel of type ntfy.
struct NtfySection: ChannelKeys {
    static let type = ChannelType.ntfy

    var basics = ChannelBasics()
    var url: Found<SecretAddress>?
    var token: Found<Secret>?
    var room: Found<String>?

    static let about = About(
        "channel-ntfy", at: "`channels.*` of type `ntfy`",
        "Push messages by ntfy. Its address is its name alone where `room` is set, or a topic: `push:stock-alerts`.")

    static let keys: [Key<Self>] =
        common + [
            Key("url", .httpURL(), \.url, .default("https://ntfy.sh"), "The server, without a topic.", example: "https://ntfy.example.com"),
            Key("token", .secret, \.token, .optional, "An access token.", example: "${NTFY_TOKEN}"),
            Key("room", .room(of: type), \.room, .optional, "The topic to write to; who knows its name can read it.", example: "stock-alerts-x7Qp"),
        ]

    func kind(at place: Place, _ reading: inout Reading) -> ChannelSettings.Kind? {
        if let url, !["", "/"].contains(url.value.address.path) {
            reading.error("has a path, but ntfy stands at the root of its host; write the server alone, and the topic as \"room\"", at: url.place)
        }
        let url = url.map { server($0, &reading) } ?? Secret("https://ntfy.sh")
        return .ntfy(NtfySettings(url: url, token: token?.value, room: room?.value))
    }
}
