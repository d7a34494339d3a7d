import Curl
import FoundationEssentials
import StockbellCore

extension AdapterUnderTest {
    static let chats = [slackBot, teams, discord, googleChat, mattermost, mattermostBot, rocketChat, rocketChatUser]

    static let slackBot = AdapterUnderTest(
        channel: ChannelSettings(
            name: "buyers",
            kind: .slack(
                SlackSettings(
                    access: .bot(server: Secret("https://slack.com/api"), token: Secret("xoxb-1234-tOkEn/pass")), room: "C0123456789",
                    hasButtons: true))),
        recipient: nil,
        secrets: ["xoxb-1234-tOkEn/pass", "xoxb-1234-tOkEn%2Fpass"],
        accepted: Samples.response(200, #"{"ok":true,"channel":"C0123456789","ts":"1763748000.000200"}"#),
        shown: { try ReadSlack($0).sections.joined(separator: "\n").replacing("\u{200B}", with: "") },
        escaped: slack.escaped,
        isWithinLimits: { request in
            let post = try ReadSlack(request)
            return (1...50).contains(post.blocks.count) && post.sections.allSatisfy { (1...3000).contains($0.utf16.count) }
                && post.text.utf16.count <= 3000
        })

    static let teams = AdapterUnderTest(
        channel: ChannelSettings(
            name: "buyers",
            kind: .teams(
                TeamsSettings(
                    url: Secret(
                        "https://prod-01.westeurope.logic.azure.com:443/workflows/0a1b2c3d4e5f/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=s1g-S3crEt"
                    )))),
        recipient: nil,
        secrets: ["s1g-S3crEt", "0a1b2c3d4e5f"],
        accepted: Samples.response(202),
        shown: { try ReadTeams($0).shown },
        escaped: { $0 },
        isWithinLimits: { try ReadTeams($0).bytes <= 25_000 })

    static let discord = AdapterUnderTest(
        channel: ChannelSettings(
            name: "buyers",
            kind: .discord(DiscordSettings(url: Secret("https://discord.com/api/v10/webhooks/123456789012345678/dIsCoRd-tOkEn_x"), thread: "42"))),
        recipient: nil,
        secrets: ["dIsCoRd-tOkEn_x"],
        accepted: Samples.response(200, #"{"id":"998877665544332211","channel_id":"42"}"#),
        shown: { request in
            let json = try ChatBody(request)
            return CommonMark(json.at("embeds", 0, "description") as? String ?? json.at("content") as? String ?? "").text
        },
        escaped: { $0 },
        isWithinLimits: { request in
            let json = try ChatBody(request)
            let content = json.at("content") as? String ?? ""
            let embed = json.at("embeds", 0, "description") as? String ?? ""
            return (1...2000).contains(content.unicodeScalars.count) && embed.unicodeScalars.count <= 4096
        })

    static let googleChat = AdapterUnderTest(
        channel: ChannelSettings(
            name: "buyers",
            kind: .googleChat(
                GoogleChatSettings(url: Secret("https://chat.googleapis.com/v1/spaces/AAAA0000/messages?key=AIzaKeY-1234&token=tOkEn%3D%3D99")))),
        recipient: nil,
        secrets: ["AIzaKeY-1234", "tOkEn%3D%3D99", "tOkEn==99"],
        accepted: Samples.response(200, #"{"name":"spaces/X/messages/Y.Y","thread":{"name":"spaces/X/threads/Y"}}"#),
        shown: { try ReadGoogleChat($0).shown },
        escaped: { $0.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;") },
        isWithinLimits: { try ReadGoogleChat($0).json.bytes.count <= 32_000 })

    static let mattermost = AdapterUnderTest(
        channel: ChannelSettings(
            name: "buyers", kind: .mattermost(MattermostSettings(access: .hook(Secret("https://chat.example.com/hooks/mAtTeRmOsThOoKkEy"))))),
        recipient: nil,
        secrets: ["mAtTeRmOsThOoKkEy"],
        accepted: Samples.response(200, "ok"),
        shown: { CommonMark(try ChatBody($0).at("text") as? String ?? "").text },
        escaped: { $0 },
        isWithinLimits: { (1...16_383).contains((try ChatBody($0).at("text") as? String ?? "").unicodeScalars.count) })

    static let mattermostBot = AdapterUnderTest(
        channel: ChannelSettings(
            name: "buyers",
            kind: .mattermost(
                MattermostSettings(
                    access: .bot(server: Secret("https://chat.example.com"), token: Secret("mAtTeRmOsTtOkEn")), room: "4xp9fdt77pncbef59f4k1qe83o"))),
        recipient: nil,
        secrets: ["mAtTeRmOsTtOkEn"],
        accepted: Samples.response(201, #"{"id":"p0st0000000000000000000001","channel_id":"4xp9fdt77pncbef59f4k1qe83o"}"#),
        shown: { CommonMark(try ChatBody($0).at("message") as? String ?? "").text },
        escaped: { $0 },
        isWithinLimits: { (1...16_383).contains((try ChatBody($0).at("message") as? String ?? "").unicodeScalars.count) })

    static let rocketChat = AdapterUnderTest(
        channel: ChannelSettings(
            name: "buyers",
            kind: .rocketChat(RocketChatSettings(access: .hook(Secret("https://rocket.example.com/hooks/64f0c1d2e3/rOcKeThOoKtOkEn"))))),
        recipient: nil,
        secrets: ["rOcKeThOoKtOkEn"],
        accepted: Samples.response(200, #"{"success":true}"#),
        shown: { (try ChatBody($0).at("text") as? String ?? "").replacing("\u{200B}", with: "") },
        escaped: rocketChatEscapes,
        isWithinLimits: { (1...5000).contains((try ChatBody($0).at("text") as? String ?? "").utf16.count) })

    static let rocketChatUser = AdapterUnderTest(
        channel: ChannelSettings(
            name: "buyers",
            kind: .rocketChat(
                RocketChatSettings(
                    access: .bot(server: Secret("https://rocket.example.com"), token: Secret("rOcKeTuSeRtOkEn")), userID: "rbAXPnMktTFbNpwtJ",
                    room: "GENERAL"))),
        recipient: nil,
        secrets: ["rOcKeTuSeRtOkEn"],
        accepted: Samples.response(200, #"{"success":true,"message":{"_id":"01JD0000000000000000000000","rid":"GENERAL"}}"#),
        shown: { (try ChatBody($0).at("message", "msg") as? String ?? "").replacing("\u{200B}", with: "") },
        escaped: rocketChatEscapes,
        isWithinLimits: { (1...5000).contains((try ChatBody($0).at("message", "msg") as? String ?? "").utf16.count) })

    private static let rocketChatEscapes: @Sendable (String) -> String = { name in
        ["*", "_", "~", "`"].reduce(name) { $0.replacing($1, with: "\\" + $1) }
    }
}
