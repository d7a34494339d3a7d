import StockbellCore
import Testing

@testable import StockbellApp

@Suite struct MailLinesTests {
    @Test func eachServerHasThreadsOfItsOwn() throws {
        let servers = [
            MailServer(host: "MX1.example.com", port: 465, security: .tls),
            MailServer(host: "mx2.example.com", port: 587, security: .starttls, concurrency: 2),
            MailServer(host: "::1", port: 25, security: .none, concurrency: 64),
        ]
        let settings = SMTPSettings(servers: servers, from: try #require(Mailbox("stock@example.com")))
        let widths = MailLines.widths(of: ChannelSettings(name: "mail", kind: .smtp(settings), concurrency: 8))
        #expect(widths == ["mx1.example.com:465": 8, "mx2.example.com:587": 2, "::1:25": 8])
        // Channels that share a server share what it is handed.
        let others = SMTPSettings(servers: [MailServer(host: "mx1.example.com", port: 465, security: .tls)], from: settings.from)
        let both = [
            ChannelSettings(name: "mail", kind: .smtp(settings), concurrency: 8), ChannelSettings(name: "more", kind: .smtp(others), concurrency: 3),
        ]
        for channels in [both, both.reversed()] {
            #expect(MailLines.widths(of: channels) == ["mx1.example.com:465": 3, "mx2.example.com:587": 2, "::1:25": 8])
        }
        #expect(MailLines.widths(of: ChannelSettings(name: "chat", kind: .slack(SlackSettings(url: Secret("https://a.example.com/"))))) == nil)
    }
}
