import StockbellCore

/// A channel of type matrix.
struct MatrixSection: ChannelKeys {
    static let type = ChannelType.matrix

    var basics = ChannelBasics()
    var url: Found<SecretAddress>?
    var token: Found<Secret>?
    var room: Found<String>?

    static let about = About(
        "channel-matrix", at: "`channels.*` of type `matrix`",
        "A user of a Matrix homeserver, in rooms without encryption. Its address is its name alone where `room` is set, or a room: `matrix:!id:example.com`."
    )

    static let keys: [Key<Self>] =
        common + [
            Key("url", .httpURL("an https:// URL"), \.url, .required, "The homeserver.", example: "https://matrix.example.com"),
            Key("token", .secret, \.token, .required, "An access token of the user.", example: "${MATRIX_TOKEN}"),
            Key("room", .room(of: type), \.room, .optional, "The id of the room to write to.", example: "!abcdef:example.com"),
        ]

    func kind(at place: Place, _ reading: inout Reading) -> ChannelSettings.Kind? {
        guard let url, let token else { return nil }
        return .matrix(MatrixSettings(url: server(url, without: "/_matrix", &reading), token: token.value, room: room?.value))
    }
}
