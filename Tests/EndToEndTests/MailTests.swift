import Foundation
import Testing

/// Mail through a real server: STARTTLS, login, Maildir.
@Suite(.enabled(if: Postfix.isThere, "needs root and the Debian packages postfix, dovecot-core, openssl and python3"))
struct MailTests {
    private func shop(_ postfix: Postfix, port: Int, to recipient: String) throws -> Shop {
        let config = """
            "defaults": { "locale": "de" },
            "sources": {
              \(Snippet.tills),
              "licences": { "platform": "digital-river", "unsigned": true, "firstSight": "alert" }
            },
            "channels": { "mail": {
              "type": "smtp", "url": "smtp://127.0.0.1:\(port)", "username": "\(Postfix.username)", "password": "\(Postfix.password)",
              "caFile": "\(postfix.authority)", "from": "Lager S\u{FC}d <stock@example.test>", "allowPrivateNetwork": true
            } },
            "departments": { "purchasing": { "rules": [ { "on": "*", "send": "mail:\(recipient)@example.test" } ] } }
            """
        return try Shop(config)
    }

    @Test func bothPartsArriveAsTheyWereWritten() async throws {
        let postfix = try await Postfix.running()
        let server = try await Server.start(try shop(postfix, port: postfix.port, to: "buyers"))
        #expect(try await server.sell(Sample.enad("Caf\u{E9} <Cr\u{E8}me> & 10 \u{20AC} \u{2013} Stra\u{DF}e", quantity: 0)) == 200)
        let file = try await seen("the mail in the Maildir") { postfix.mails(for: "buyers").first }

        let mail = try await Mail.read(file)
        #expect(mail.defects == [])
        #expect(mail.type == "multipart/alternative")
        #expect(mail.from == "Lager S\u{FC}d <stock@example.test>")
        #expect(mail.to == "buyers@example.test")
        #expect(mail.subject.contains("Caf\u{E9} <Cr\u{E8}me> & 10 \u{20AC} \u{2013} Stra\u{DF}e"))
        #expect(mail.plain.contains("Caf\u{E9} <Cr\u{E8}me> & 10 \u{20AC} \u{2013} Stra\u{DF}e"))
        #expect(mail.html.contains("Caf\u{E9} &lt;Cr\u{E8}me&gt; &amp; 10 \u{20AC} \u{2013} Stra\u{DF}e"))
        #expect(!mail.html.contains("<Cr\u{E8}me>"))
        #expect(mail.headers.count { $0 == "message-id" } == 1)
        #expect(mail.headers.count { $0 == "date" } == 1)
        #expect(FileManager.default.contents(atPath: file)?.allSatisfy { $0 < 128 } == true, "a server need not take 8-bit mail")

        let delivery = try #require(try await server.shop.deliveries().first)
        #expect(delivery.state == "delivered")
        #expect(mail.messageID == "<\(delivery.id)@example.test>")
        #expect(postfix.log.contains("sasl_method=PLAIN, sasl_username=\(Postfix.username)"))
    }

    @Test func aNameWithALineBreakAddsNoHeader() async throws {
        let postfix = try await Postfix.running()
        let server = try await Server.start(try shop(postfix, port: postfix.port, to: "injected"))
        #expect(try await server.post(Sample.digitalRiver("x\r\nBcc: evil@example.com"), to: "licences") == 200)
        let file = try await seen("the mail in the Maildir") { postfix.mails(for: "injected").first }

        let mail = try await Mail.read(file)
        #expect(mail.defects == [])
        #expect(!mail.headers.contains("bcc"))
        #expect(mail.subject.contains("evil@example.com"), "the name is still readable, on one line")
        #expect(!postfix.log.contains("to=<evil@example.com>"))
    }

    @Test func aMailWhoseOutcomeIsUnknownIsRepeatedWithItsMessageIDAndAMark() async throws {
        let postfix = try await Postfix.running()
        let shop = try shop(postfix, port: postfix.gatedPort, to: "twice")
        postfix.gate.shut()
        defer { postfix.gate.open() }
        let first = try await Server.start(shop)
        #expect(try await first.sell(Sample.enad("ESP-900", quantity: 0)) == 200)
        try await eventually("the server has the whole mail and holds its answer") { postfix.gate.questions(for: "twice") == 1 }
        first.kill()
        postfix.gate.open()
        try await eventually("the first copy is in the Maildir") { postfix.mails(for: "twice").count == 1 }

        let second = try await Server.start(shop)
        try await eventually("the second copy is in the Maildir") { postfix.mails(for: "twice").count == 2 }
        let mails = try await [Mail.read(postfix.mails(for: "twice")[0]), Mail.read(postfix.mails(for: "twice")[1])]
            .sorted { $0.plain.count < $1.plain.count }
        #expect(mails[0].messageID == mails[1].messageID)
        #expect(mails[0].subject == mails[1].subject, "threads hang on it")
        let mark = "M\u{F6}glicherweise doppelt"
        #expect(!mails[0].plain.contains(mark))
        #expect(mails[1].plain.contains(mark))
        #expect(mails[1].html.contains(mark))
        try await eventually("the repeat is known as delivered") { try await shop.deliveries().map(\.state) == ["delivered"] }
        #expect(try await shop.deliveries().map(\.mayBeDuplicate) == [true])
        #expect(try await second.stop() == .exit(0))
    }
}
