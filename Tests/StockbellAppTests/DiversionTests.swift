import StockbellApp
import StockbellCore
import Testing

/// With the catcher, nothing can leave the machine, and no secret of the shop's goes even there.
@Suite struct DiversionTests {
    private static let from = Mailbox("Stock <stock@example.com>")

    @Test func everyChannelLeadsToTheCatcher() throws {
        let from = try #require(Self.from)
        let channels = [
            ChannelSettings(
                name: "mail",
                kind: .smtp(
                    SMTPSettings(host: "smtp.example.com", port: 465, security: .tls, username: "stock", password: Secret("mail-secret"), from: from))
            ),
            ChannelSettings(name: "buyers", kind: .slack(SlackSettings(url: Secret("https://hooks.slack.com/services/slack-secret")))),
            ChannelSettings(
                name: "erp",
                kind: .webhook(
                    WebhookSettings(url: Secret("https://erp.example.com/x"), headers: [.init(name: "x-key", value: Secret("erp-secret"))]))),
            ChannelSettings(
                name: "sms",
                kind: .kannel(KannelSettings(url: Secret("http://sms.example.com/"), username: "shop", password: Secret("sms-secret")))),
        ]
        let settings = Settings(
            listen: .init(host: "127.0.0.1", port: 0), store: "/tmp/x", admin: .init(host: "127.0.0.1", port: 0), channels: channels, folder: "/tmp")
        let diverted = Diversion.divert(settings, smtpPort: 2500, httpPort: 8000).channels
        #expect(diverted.map(\.name) == channels.map(\.name))
        #expect(diverted.map(\.type) == channels.map(\.type))
        #expect(diverted.allSatisfy { $0.allowsPrivateNetwork })
        #expect(
            diverted.map(Self.farSide) == [
                "127.0.0.1:2500 none nil", "http://127.0.0.1:8000/chat/buyers", "http://127.0.0.1:8000/webhook/erp 0 headers",
                "http://127.0.0.1:8000/sms/sms/cgi-bin/sendsms catcher catcher",
            ])
    }

    private static func farSide(_ channel: ChannelSettings) -> String {
        switch channel.kind {
        case .smtp(let smtp):
            smtp.servers.map { "\($0.host):\($0.port) \($0.security) \($0.login.map { $0.secret.reveal() } ?? "nil")" }.joined(separator: ", ")
        case .slack(let slack): if case .hook(let url) = slack.access { url.reveal() } else { "no webhook" }
        case .webhook(let webhook): "\(webhook.url.reveal()) \(webhook.headers.count) headers"
        case .kannel(let kannel): "\(kannel.url.reveal()) \(kannel.username) \(kannel.password.reveal())"
        default: channel.type
        }
    }
}
