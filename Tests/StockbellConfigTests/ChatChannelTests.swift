import StockbellConfig
import StockbellCore
import Testing

@Suite struct ChatChannelTests {
    @Test(arguments: [
        // Slack
        (
            #""type": "slack", "token": "xapp-1""#,
            "token: must be a bot token, which begins with xoxb-; Slack shows it under OAuth & Permissions of the app"
        ),
        (
            ##""type": "slack", "token": "xoxb-1", "room": "#buyers""##,
            ##"room: "#buyers" is no id of a channel, such as C0123456789; Slack shows it at the end of the channel's details"##
        ),
        (
            #""type": "slack", "url": "https://hooks.slack.com/services/T0/B0/x", "room": "C0123456789""#,
            #"room: needs a "token" beside it: a webhook posts to the channel that it was made for"#
        ),
        (
            #""type": "slack", "url": "https://hooks.slack.com/triggers/T0/1/x""#,
            #"url: starts a workflow of Slack, which takes the workflow's own fields and no message; make an incoming webhook in a Slack app, "#
                + #"or write "type": "webhook" with a "body" of those fields"#
        ),
        (
            #""type": "slack", "url": "https://hooks.slack.com/services/T0/B0/x", "incidents": "thread""#,
            #"incidents: needs a "token": a webhook tells no message's id, so nothing can answer or change it; leave this out"#
        ),
        (
            #""type": "slack", "url": "https://hooks.slack.com/services/T0/B0/x", "token": "xoxb-1""#,
            #"url: is a webhook, but beside a "token" it must be the server; leave out one of the two"#
        ),
        (#""type": "slack", "token": "xoxb-1", "incidents": "letters""#, #"incidents: must be one of "thread", "edit", "single""#),
        // Teams
        (
            #""type": "teams", "url": "https://shop.webhook.office.com/webhookb2/x""#,
            "url: is a connector of Office 365, and Microsoft has switched those off; make a workflow that starts "
                + #""When a Teams webhook request is received", and enter its URL"#
        ),
        (
            #""type": "teams", "url": "https://prod-01.westeurope.logic.azure.com:443/workflows/x/triggers/manual/paths/invoke?api-version=2016-06-01""#,
            #"url: lacks the part "sig=…" that is its signature; copy the workflow's URL whole"#
        ),
        (#""type": "teams", "url": "https://teams.example.com/", "incidents": "thread""#, "incidents: unknown key"),
        // Discord
        (
            #""type": "discord", "url": "https://discord.com/channels/1/2""#,
            "url: is no webhook of Discord, whose path holds /api/webhooks/; copy it from Integrations, Webhooks of the channel"
        ),
        (
            #""type": "discord", "url": "https://discord.com/api/webhooks/1/x/slack""#,
            "url: ends in /slack, which makes Discord read another form; leave that out"
        ),
        (
            #""type": "discord", "url": "https://discord.com/api/webhooks/1/x", "thread": "stock""#,
            #"thread: "stock" is no id, digits in quotes; Discord copies it from the thread's menu once Developer Mode is on"#
        ),
        (#""type": "discord", "url": "https://discord.com/api/webhooks/1/x", "incidents": "thread""#, #"incidents: must be one of "single", "edit""#),
        // Google Chat
        (
            #""type": "google-chat", "url": "https://chat.googleapis.com/v1/spaces/A/messages?key=k""#,
            #"url: lacks the parts "key=…" and "token=…"; copy the webhook's URL whole"#
        ),
        (
            #""type": "google-chat", "url": "https://chat.googleapis.com/v1/spaces/A/messages?key=k&token=t&threadKey=x""#,
            "url: holds threadKey=…, which Stockbell writes itself; leave that out"
        ),
        // Mattermost
        (
            #""type": "mattermost", "url": "https://chat.example.com/""#,
            #"url: is no webhook of Mattermost, whose path holds /hooks/; for a bot write "token" beside it"#
        ),
        (
            #""type": "mattermost", "url": "https://chat.example.com/hooks/x", "token": "t""#,
            #"url: is a webhook, but beside a "token" it must be the server; leave out one of the two"#
        ),
        (
            #""type": "mattermost", "url": "https://chat.example.com", "token": "t", "room": "purchasing""#,
            #"room: "purchasing" is no id of a channel, 26 letters and digits; Mattermost shows it under View Info of the channel"#
        ),
        (
            #""type": "mattermost", "url": "https://chat.example.com?x=1", "token": "t""#,
            #"url: ends in a "?…" part, which Stockbell writes itself; leave it out"#
        ),
        // Rocket.Chat
        (#""type": "rocket-chat", "url": "https://chat.example.com", "token": "t""#, #"token: needs a "userID" beside it"#),
        (
            #""type": "rocket-chat", "url": "https://chat.example.com/hooks/1/x", "userID": "u""#,
            #"userID: needs a "token" beside it: an integration has a user of its own"#
        ),
        (
            #""type": "rocket-chat", "url": "https://chat.example.com/""#,
            #"url: is no integration of Rocket.Chat, whose path holds /hooks/; for a user write "userID" and "token" beside it"#
        ),
        (
            #""type": "rocket-chat", "url": "https://chat.example.com", "token": "t", "userID": "u", "room": "@anna""#,
            ##"room: "@anna" is somebody; write a room, "#name" or its id"##
        ),
        (
            #""type": "rocket-chat", "url": "https://chat.example.com", "token": "t", "userID": "u", "room": "a b""#,
            ##"room: "a b" is no room; write "#name" or its id"##
        ),
    ])
    func oneMistakeIsOneMessage(keys: String, message: String) {
        let errors = read(shop(channels: "\"c\": { \(keys) }")).errors.map { "\($0.path): \($0.message)" }
        #expect(errors.count == 1)
        #expect(errors.first?.hasPrefix("channels.c.\(message)") == true, "\(errors)")
    }

    @Test(arguments: [("?wait=false", "wait"), ("?a=b&thread_id=5", "thread_id"), ("?wait", "wait"), ("?a=wait", nil), ("", nil)])
    func whatStockbellWritesBehindTheURLOfDiscordIsLeftToIt(_ query: String, _ name: String?) {
        let errors = read(shop(channels: #""c": { "type": "discord", "url": "https://discord.com/api/webhooks/1/x\#(query)" }"#)).errors.map(
            \.message)
        let told = name.map { ["has \($0)= behind its \"?\", which Stockbell writes itself; leave it out, and write a thread as \"thread\""] }
        #expect(errors == told ?? [])
    }

    /// What leads back to Stockbell leads nowhere while the world cannot reach it.
    @Test func whatNeedsAPublicURLSaysSo() {
        let channels = #"""
            "s": { "type": "slack", "url": "https://hooks.slack.com/services/x", "buttons": true },
            "w": { "type": "webhook", "url": "https://push.example.com/1", "body": "push.json" },
            "v": { "type": "webhook", "url": "https://push.example.com/2", "body": "plain.json" }
            """#
        let files = [
            "/shop/push.json": #"{ "title": "{{subject}}", "list": [{ "click": "{{#isOver}}no{{/isOver}} {{ links.incident }}" }] }"#,
            "/shop/plain.json": #"{ "title": "links.incident {{item.url}}" }"#,
        ]
        let warnings = { (rest: String) in
            read(shop(channels: channels, rest: rest), files: files).warnings.filter { !$0.message.contains("sends here") }.map {
                "\($0.path): \($0.message)"
            }
        }
        #expect(
            warnings("") == [
                #"channels.s.buttons: needs a "publicURL", where Slack tells clicks; without it Slack shows a warning beside each button"#,
                #"channels.w.body: uses {{links.incident}}, which leads nowhere without a "publicURL" at the top of the file"#,
            ])
        #expect(warnings(#""publicURL": "https://stock.example.com","#) == [])
    }

    @Test func aRoomIsNeededSomewhere() throws {
        let bot = #""c": { "type": "slack", "token": "xoxb-1" }"#
        let found = read(shop(channels: bot, rest: #""defaults": { "operator": ["c"] },"#))
        #expect(found.errors.map(\.message) == [#""c" needs a room, as "c:ROOM", or a "room" in channels.c"#])
        let room = #""c": { "type": "slack", "token": "xoxb-1", "room": "C0123456789" }"#
        #expect(read(shop(channels: room, rest: #""defaults": { "operator": ["c", "c:C99999999"] },"#)).errors.isEmpty)
    }

    @Test func everyTypeIsRead() throws {
        let channels = #"""
            "s": { "type": "slack", "token": "xoxb-1", "room": "C0123456789", "buttons": true, "incidents": "edit" },
            "t": { "type": "teams", "url": "https://prod-01.westeurope.logic.azure.com:443/workflows/x?sig=y" },
            "d": { "type": "discord", "url": "https://discord.com/api/webhooks/1/x", "thread": "123456789012345678", "incidents": "edit" },
            "g": { "type": "google-chat", "url": "https://chat.googleapis.com/v1/spaces/A/messages?key=k&token=t" },
            "m": { "type": "mattermost", "url": "https://chat.example.com/", "token": "t", "room": "4xp9fdt77pncbef59f4k1qe83o" },
            "n": { "type": "mattermost", "url": "https://chat.example.com/hooks/x" },
            "r": { "type": "rocket-chat", "url": "https://chat.example.com/sub/", "token": "t", "userID": "u", "room": "#purchasing" },
            "q": { "type": "rocket-chat", "url": "https://chat.example.com/hooks/1/x" }
            """#
        let settings = try settings(shop(channels: channels)).channels
        let kinds = Dictionary(uniqueKeysWithValues: settings.map { ($0.name, $0) })
        #expect(
            kinds["s"]?.kind
                == .slack(
                    SlackSettings(
                        access: .bot(server: Secret("https://slack.com/api"), token: Secret("xoxb-1")), room: "C0123456789", hasButtons: true)))
        #expect(kinds["s"]?.incidents == .edit && kinds["d"]?.incidents == .edit && kinds["g"]?.incidents == .thread)
        #expect(kinds["m"]?.incidents == .thread && kinds["n"]?.incidents == .single)
        #expect(
            kinds["m"]?.kind
                == .mattermost(
                    MattermostSettings(
                        access: .bot(server: Secret("https://chat.example.com"), token: Secret("t")), room: "4xp9fdt77pncbef59f4k1qe83o")))
        #expect(
            kinds["r"]?.kind
                == .rocketChat(
                    RocketChatSettings(
                        access: .bot(server: Secret("https://chat.example.com/sub"), token: Secret("t")), userID: "u", room: "#purchasing")))
        #expect(kinds["d"]?.kind == .discord(DiscordSettings(url: Secret("https://discord.com/api/webhooks/1/x"), thread: "123456789012345678")))
    }
}
