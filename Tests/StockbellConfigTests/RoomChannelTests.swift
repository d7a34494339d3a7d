import StockbellConfig
import StockbellCore
import Testing

/// Telegram, Matrix, ntfy and Zulip.
@Suite struct RoomChannelTests {
    private static let token = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"

    @Test(arguments: [
        (#"{ "type": "telegram", "room": "5" }"#, #"channels.c: needs "token", such as "token": "${TELEGRAM_TOKEN}""#),
        (
            #"{ "type": "telegram", "token": "abc" }"#,
            "channels.c.token: is no token of a bot: digits, a colon, and some 35 letters and digits, as BotFather wrote it"
        ),
        (
            #"{ "type": "telegram", "token": "\#(token)", "room": "Buyers" }"#,
            #"channels.c.room: "Buyers" is no chat; write its id, such as -1001234567890, with /5 behind it for the topic 5 of a forum, or "#
                + "@name of a public channel"
        ),
        (
            #"{ "type": "telegram", "token": "\#(token)", "room": "-100/x" }"#,
            #"channels.c.room: "-100/x" is no chat; write its id, such as -1001234567890, with /5 behind it for the topic 5 of a forum, or "#
                + "@name of a public channel"
        ),
        (
            #"{ "type": "telegram", "token": "\#(token)", "topic": 5 }"#,
            #"channels.c.topic: needs a "room" beside it; in an address the topic stands behind the chat"#
        ),
        (
            #"{ "type": "telegram", "token": "\#(token)", "url": "http://bots.example.com" }"#,
            #"channels.c.url: must be https://, as a secret goes with it; http:// goes only with "allowPrivateNetwork": true"#
        ),
        (#"{ "type": "matrix", "url": "https://m.example.com" }"#, #"channels.c: needs "token", such as "token": "${MATRIX_TOKEN}""#),
        (
            ##"{ "type": "matrix", "url": "https://m.example.com", "token": "t", "room": "#stock:example.com" }"##,
            ##"channels.c.room: "#stock:example.com" is an address that can be moved; write the id of the room, which begins with "!" "##
                + "(in Element: Settings, Advanced)"
        ),
        (
            #"{ "type": "matrix", "url": "https://m.example.com", "token": "t", "room": "stock" }"#,
            #"channels.c.room: "stock" is no id of a room, which begins with "!" (in Element: Settings, Advanced)"#
        ),
        (
            #"{ "type": "matrix", "url": "https://m.example.com/_matrix/client", "token": "t" }"#,
            "channels.c.url: ends in /_matrix, which Stockbell writes itself; leave it out"
        ),
        (
            #"{ "type": "matrix", "url": "https://m.example.com", "token": "t", "incidents": "reply" }"#,
            #"channels.c.incidents: must be one of "thread", "edit", "single""#
        ),
        (
            #"{ "type": "ntfy", "room": "stock alerts" }"#,
            #"channels.c.room: "stock alerts" is no topic: from 1 to 64 letters without accents, digits, hyphens and underscores"#
        ),
        (
            #"{ "type": "ntfy", "url": "https://ntfy.example.com/?auth=x" }"#,
            #"channels.c.url: ends in a "?…" part, which Stockbell writes itself; leave it out"#
        ),
        (
            #"{ "type": "ntfy", "url": "https://ntfy.sh/stock-alerts" }"#,
            #"channels.c.url: has a path, but ntfy stands at the root of its host; write the server alone, and the topic as "room""#
        ),
        (
            #"{ "type": "zulip", "url": "https://z.example.com/api/v1", "username": "bot@z.example.com", "key": "k" }"#,
            "channels.c.url: ends in /api, which Stockbell writes itself; leave it out"
        ),
        (
            #"{ "type": "zulip", "url": "https://z.example.com", "username": "bot", "key": "k" }"#,
            #"channels.c.username: "bot" is no mail address; write the bot's, as Zulip shows it under Settings, Bots"#
        ),
        (
            #"{ "type": "zulip", "url": "https://z.example.com", "username": "bot@z.example.com" }"#,
            #"channels.c: needs "key", such as "key": "${ZULIP_KEY}""#
        ),
    ])
    func oneMistakeIsOneMessage(channel: String, message: String) {
        #expect(read(shop(channels: "\"c\": \(channel)")).errors.map { "\($0.path): \($0.message)" } == [message])
    }

    @Test func slashesAtTheEndAndOtherServersAreTaken() throws {
        let channels = #"""
            "t": { "type": "telegram", "token": "\#(Self.token)", "room": "-1001234567890/7" },
            "m": { "type": "matrix", "url": "https://m.example.com/", "token": "t", "room": "!abc:example.com", "incidents": "edit" },
            "n": { "type": "ntfy", "url": "http://127.0.0.1:2586/", "allowPrivateNetwork": true, "room": "stock" },
            "z": { "type": "zulip", "url": "https://z.example.com/", "username": "bot@z.example.com", "key": "k", "room": "purchasing" }
            """#
        let kinds = try settings(shop(channels: channels)).channels.map(\.kind)
        #expect(kinds.contains(.telegram(TelegramSettings(token: Secret(Self.token), room: "-1001234567890/7"))))
        #expect(kinds.contains(.matrix(MatrixSettings(url: Secret("https://m.example.com"), token: Secret("t"), room: "!abc:example.com"))))
        #expect(kinds.contains(.ntfy(NtfySettings(url: Secret("http://127.0.0.1:2586"), room: "stock"))))
        #expect(
            kinds.contains(
                .zulip(ZulipSettings(url: Secret("https://z.example.com"), username: "bot@z.example.com", key: Secret("k"), room: "purchasing"))))
    }
}
