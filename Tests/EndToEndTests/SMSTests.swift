import Foundation
import Testing

/// Text messages through a real gateway.
@Suite(.enabled(if: Kannel.isThere, "needs the Debian packages kannel and kannel-extras"))
struct SMSTests {
    private func sms(_ kannel: Kannel, password: String, _ more: String = "") -> String {
        """
        "sms": {
          "type": "kannel", "url": "\(kannel.url)", "username": "\(Kannel.username)", "password": "\(password)", "from": "Stockbell",
          "allowPrivateNetwork": true\(more)
        }
        """
    }

    /// In UCS-2, since the alphabet of telephones lacks the letters; what a letter has in pieces arrives as one.
    @Test func accentsArriveWhereTheChannelKeepsThem() async throws {
        let kannel = try await Kannel.running()
        let config = """
            "sources": { \(Snippet.tills) },
            "channels": { \(sms(kannel, password: Kannel.password, #", "transliterate": false"#)) },
            "departments": { "purchasing": { "rules": [ { "on": "out-of-stock", "send": "sms:+4915112345691" } ] } }
            """
        let files = ["templates/out-of-stock.en.md": "Subject: x\nSMS: {{item.name}} ist aus\n\nx\n"]
        let server = try await Server.start(try Shop(config, files: files))
        #expect(try await server.sell(Sample.enad("\u{141}\u{F3}dz\u{301}", quantity: 0)) == 200)
        // The network writes what is no plain text byte by byte, percent-encoded.
        let text = "%01A%00%F3%00d%01z%00+%00i%00s%00t%00+%00a%00u%00s"
        try await eventually("the text on the telephone") {
            kannel.messages.contains { $0.contains("+4915112345691") && $0.uppercased().contains(text.uppercased()) }
        }
        #expect(try await seen("it is delivered") { try await server.shop.deliveries().first { $0.state == "delivered" } }.segments == 1)
    }

    @Test func aTextArrivesWithItsUmlauts() async throws {
        let kannel = try await Kannel.running()
        let config = """
            "defaults": { "locale": "de" },
            "sources": { \(Snippet.tills) },
            "channels": { \(sms(kannel, password: Kannel.password)) },
            "departments": { "purchasing": { "rules": [ { "on": "out-of-stock", "send": "sms:+4915112345678" } ] } }
            """
        let letter = """
            Subject: {{item.name}}
            SMS: Gr\u{F6}\u{DF}e {{item.name}} ist aus \u{2013} \u{E4}\u{F6}\u{FC} \u{C4}\u{D6}\u{DC} & 100 %

            {{item.name}}
            """
        let server = try await Server.start(try Shop(config, files: ["templates/out-of-stock.de.md": letter]))
        #expect(try await server.sell(Sample.enad("K\u{E4}se+\u{D6}l", quantity: 0)) == 200)
        let text = "Gr\u{F6}\u{DF}e K\u{E4}se+\u{D6}l ist aus - \u{E4}\u{F6}\u{FC} \u{C4}\u{D6}\u{DC} & 100 %"
        try await eventually("the text on the telephone") {
            kannel.messages.contains { $0.contains("<Stockbell +4915112345678 text \(text)>") }
        }
        try await eventually("the delivery is known as delivered") { try await server.shop.deliveries().map(\.state) == ["delivered"] }
        #expect(try await server.shop.deliveries().first?.answer == "202 0: Accepted for delivery")
    }

    @Test(.enabled(if: Postfix.isThere, "needs root and the Debian packages postfix, dovecot-core, openssl and python3"))
    func aWrongPasswordIsTroubleThatTheOperatorHearsByMail() async throws {
        let (kannel, postfix) = (try await Kannel.running(), try await Postfix.running())
        let secret = "Falsch-7319&\u{DC}"
        let config = """
            "defaults": { "operator": ["sms:+4915112345679", "mail:ops@example.test"] },
            "sources": { \(Snippet.tills) },
            "channels": {
              \(sms(kannel, password: secret)),
              "mail": {
                "type": "smtp", "url": "smtp://127.0.0.1:\(postfix.port)", "username": "\(Postfix.username)", "password": "\(Postfix.password)",
                "caFile": "\(postfix.authority)", "from": "stock@example.test", "allowPrivateNetwork": true
              }
            },
            "departments": { "purchasing": { "rules": [ { "on": "out-of-stock", "send": "sms:+4915112345678" } ] } }
            """
        let server = try await Server.start(try Shop(config))
        #expect(try await server.sell(Sample.enad("ESP-900", quantity: 0)) == 200)
        let mail = try await Mail.read(try await seen("the operator's mail") { postfix.mails(for: "ops").first })
        #expect(mail.subject.contains("sms"))
        #expect(mail.plain.contains("403"))
        #expect(mail.plain.contains("channels.sms"))

        let rows = try await server.shop.deliveries()
        let waiting = try #require(rows.first { $0.address == "sms:+4915112345678" })
        #expect(waiting.state == "pending", "it goes out when somebody has mended the password")
        #expect(rows.map(\.address).sorted() == ["mail:ops@example.test", "sms:+4915112345678"])
        let explained = try await Program.run("explain", waiting.id, "--json", in: server.shop)
        #expect(explained.end == .exit(0))
        let told = [
            server.log, mail.plain, mail.html, explained.output, try await Program.run("deliveries", "--json", in: server.shop).output,
            try await server.admin.get("/api/deliveries").text,
        ]
        for text in told {
            #expect(!text.contains("7319"))
            #expect(!text.contains(Postfix.password))
        }
    }
}
