import StockbellCore
import Synchronization
import Testing

@testable import StockbellApp

/// A mailbox that several channels name.
@Suite struct BounceDeskTests {
    private static func channel(_ name: String, box: String?) throws -> ChannelSettings {
        var mail = SMTPSettings(host: "mx.example.test", port: 25, security: .none, from: try #require(Mailbox("stock@example.test")))
        (mail.bounces, mail.bounceBox) = ("bounce@example.test", box)
        return ChannelSettings(name: name, kind: .smtp(mail))
    }

    private static func bounce(to: String) -> [UInt8] {
        Array(
            """
            From: MAILER-DAEMON@mx.example.test
            To: \(to)
            Subject: failure notice

            <gone@example.com>: no mailbox here (#5.1.1)

            --- Below this line is a copy of the message.

            Message-ID: <01JD0000000000000000000000@example.test>
            """.utf8)
    }

    @Test func eachMailboxIsSweptOnce() throws {
        let chat = ChannelSettings(name: "chat", kind: .slack(SlackSettings(url: Secret("https://a.example.com/"))))
        let channels = [try Self.channel("staff", box: "/b"), chat, try Self.channel("ops", box: "/c"), try Self.channel("none", box: nil)]
        let desks = BounceDesk.all(channels + [try Self.channel("customers", box: "/b")])
        #expect(desks.map(\.path) == ["/b", "/c"] && desks.map(\.names) == ["staff, customers", "ops"])
    }

    @Test(arguments: ["bounce+01jd0000000000000000000000@example.test", "bounce@example.test"])
    func aMailIsOfferedToAllWhomItMayBeAbout(_ recipient: String) async throws {
        let desk = try #require(BounceDesk.all([try Self.channel("staff", box: "/b"), try Self.channel("customers", box: "/b")]).first)
        let asked = Mutex<[String]>([])
        let verdict = await desk.take(Self.bounce(to: recipient)) { feedback, channel in
            asked.withLock { $0.append("\(channel) \(feedback.count)") }
            return true
        }
        #expect(verdict == .taken && asked.withLock { $0 } == ["staff 1", "customers 1"])
        #expect(await desk.take(Self.bounce(to: recipient)) { _, channel in channel == "staff" } == .refused)
        #expect(await desk.take(Array("Subject: x\n\nhello".utf8)) { _, _ in true } == .passed)
    }
}
