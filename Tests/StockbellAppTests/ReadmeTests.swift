import Foundation
import StockbellApp
import StockbellCore
import Testing

/// The README's tables are the program's own words.
@Suite struct ReadmeTests {
    private let readme: String

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    }

    @Test func keysAreThoseOfTheDecoder() throws {
        #expect(try section("keys") == Workplace.keyTable.trimmingCharacters(in: .newlines))
    }

    @Test func fieldsAreThoseOfTheLetters() throws {
        #expect(try section("fields") == Workplace.fieldTable.trimmingCharacters(in: .newlines))
    }

    private static let paces: [(channel: String, kind: ChannelSettings.Kind)] = [
        ("`slack` with a bot", .slack(SlackSettings(access: .bot(server: url, token: url), room: "C1"))),
        ("`slack` with a webhook", .slack(SlackSettings(url: url))), ("`teams`", .teams(TeamsSettings(url: url))),
        ("`discord`", .discord(DiscordSettings(url: url))), ("`google-chat`", .googleChat(GoogleChatSettings(url: url))),
        ("`mattermost`", .mattermost(MattermostSettings(access: .hook(url)))), ("`rocket-chat`", .rocketChat(RocketChatSettings(access: .hook(url)))),
        ("`telegram`", .telegram(TelegramSettings(token: url))), ("`ntfy`", .ntfy(NtfySettings(url: url))),
        ("`zulip`", .zulip(ZulipSettings(url: url, username: "u", key: url))),
        ("`twilio` from a number", .twilio(TwilioSettings(account: "AC1", token: url, from: "+15005550006"))),
        ("`twilio` from a name", .twilio(TwilioSettings(account: "AC1", token: url, from: "Shop"))),
        ("`vonage`", .vonage(VonageSettings(key: "k", secret: url, from: "Shop"))), ("`plivo`", .plivo(PlivoSettings(account: "MA1", token: url))),
        ("`sns`", .sns(SNSSettings(region: "r", accessKey: "A", secretKey: url))),
    ]

    private static let unpaced: [ChannelSettings.Kind] = [
        .matrix(MatrixSettings(url: url, token: url)), .webhook(WebhookSettings(url: url)),
        .kannel(KannelSettings(url: url, username: "u", password: url)), .messagebird(MessageBirdSettings(key: url, from: "Shop")),
        .sinch(SinchSettings(plan: "p", token: url)), .telnyx(TelnyxSettings(key: url)),
        .twilio(TwilioSettings(account: "AC1", token: url, messagingService: "MG1")),
        .twilio(TwilioSettings(account: "AC1", token: url, from: "12345")),
    ]

    private static let url = Secret("https://service.example.com/x")

    @Test func pacesAreThoseOfTheChannels() throws {
        let rows = Self.paces.map { channel, kind in
            let rates = kind.usualRates
            return "| \(channel) | \(rates.channel?.words ?? "as fast as it can") | \(rates.address?.words ?? "as fast as the channel") |"
        }
        #expect(readme.contains("| channel | altogether | to one address |\n|---|---|---|\n\(rows.joined(separator: "\n"))\n\nAll others"))
        let sentence = readme[try #require(readme.range(of: "\nAll others (")).upperBound...].prefix { $0 != ")" }
        for kind in Self.unpaced {
            #expect(kind.usualRates == ChannelRates())
            #expect(sentence.contains("`\(kind.type.rawValue)`"))
        }
        let types = Set((Self.paces.map(\.kind) + Self.unpaced).map(\.type))
        #expect(Set(ChannelType.allCases).subtracting(types) == [.smtp])
    }

    private func section(_ name: String) throws -> String {
        let start = try #require(readme.range(of: "<!-- \(name) -->"))
        let end = try #require(readme.range(of: "<!-- /\(name) -->"))
        return readme[start.upperBound..<end.lowerBound].trimmingCharacters(in: .newlines)
    }
}
