import Foundation
import Testing

/// What a real mail server says, and what becomes of it.
@Suite(.enabled(if: Postfix.isThere, "needs root and the Debian packages postfix, dovecot-core, openssl and python3"))
struct MailServerTests {
    /// A shop with a channel for each of these, all of which are told of the one event.
    private static func shop(_ channels: [(name: String, keys: String)], to recipients: [String], files: [String: String] = [:]) throws -> Shop {
        let sections = channels.map { "\"\($0.name)\": { \"type\": \"smtp\", \"allowPrivateNetwork\": true, \($0.keys) }" }
        let sends = zip(channels, recipients).map { "\"\($0.name):\($1)@example.test\"" }
        return try Shop(
            """
            "sources": { \(Snippet.tills) }, "channels": { \(sections.joined(separator: ",\n")) },
            "departments": { "purchasing": { "limit": "none", "rules": [ { "on": "*", "send": [ \(sends.joined(separator: ", ")) ] } ] } }
            """, files: files)
    }

    private static func login(_ postfix: Postfix, _ secret: String = "\"password\": \"\(Postfix.password)\"", port: Int? = nil) -> String {
        """
        "url": "smtp://127.0.0.1:\(port ?? postfix.port)", "username": "\(Postfix.username)", \(secret), "caFile": "\(postfix.authority)"
        """
    }

    private static let from = "\"from\": \"stock@example.test\""

    /// The messages to purchasing, by channel, once each has been tried.
    private static func outcomes(_ shop: Shop, of count: Int) async throws -> [String: DeliveryRow] {
        try await seen("every message was tried") {
            let rows = try await shop.deliveries().filter { $0.department == "purchasing" && $0.state != "sending" && $0.attempt > 0 }
            return rows.count == count ? Dictionary(uniqueKeysWithValues: rows.map { ($0.channel, $0) }) : nil
        }
    }

    @Test func eachWayToLogInWorksAndAnExpiredTokenIsForSomebodyToMend() async throws {
        let postfix = try await Postfix.running()
        let (good, old) = (try await Postfix.token(lasting: 600), try await Postfix.token(lasting: -60))
        let token = { (method: String, token: String) in Self.login(postfix, "\"auth\": \"\(method)\", \"token\": \"\(token)\"") }
        let channels = [
            ("plain", Self.login(postfix)), ("xoauth2", token("xoauth2", "${file:token}")), ("bearer", token("oauthbearer", "${file:token}")),
            ("xoauth2-old", token("xoauth2", old)), ("bearer-old", token("oauthbearer", old)),
            ("wrong", Self.login(postfix, "\"password\": \"wr0ng-password\"")), ("bare", Self.login(postfix, port: postfix.barePort)),
        ].map { ($0.0, "\($0.1), \(Self.from)") }
        let server = try await Server.start(try Self.shop(channels, to: channels.map { _ in "tokens" }, files: ["token": good + "\n"]))
        #expect(try await server.sell(Sample.enad("ESP-900", quantity: 0)) == 200)
        let rows = try await Self.outcomes(server.shop, of: channels.count)

        for name in ["plain", "xoauth2", "bearer"] { #expect(rows[name]?.state == "delivered", "\(name): \(rows[name]?.reason ?? "")") }
        for method in ["PLAIN", "XOAUTH2", "OAUTHBEARER"] {
            #expect(postfix.log.contains("sasl_method=\(method), sasl_username=\(Postfix.username)"))
        }
        for name in ["xoauth2-old", "bearer-old"] {
            #expect(rows[name]?.state == "pending" && rows[name]?.reason?.contains("the token is refused: it may have expired") == true)
        }
        #expect(rows["wrong"]?.reason?.contains("AUTH: 535") == true)
        // Its STARTTLS is missing: nothing is said in the clear.
        #expect(rows["bare"]?.state == "pending" && rows["bare"]?.reason?.hasPrefix("tls") == true)
        let said = server.log + (try await Program.run("deliveries", "--json", in: server.shop).output)
        for secret in [good, old, "wr0ng-password", Data(old.utf8).base64EncodedString().prefix(60).description] { #expect(!said.contains(secret)) }
        #expect(try await server.stop() == .exit(0))
    }

    @Test func everyReplyAtEveryStageMeansOneThing() async throws {
        let postfix = try await Postfix.running()
        let codes = PostfixFiles.refusals.keys.sorted()
        let cases = ["rcpt", "mail", "dot"].flatMap { stage in codes.map { "\(stage)-\($0)" } }
        let channels = cases.map { name in
            (name, "\(Self.login(postfix)), \"from\": \"\(name.hasPrefix("mail") ? name : "stock")@example.test\"")
        }
        let shop = try Self.shop(channels, to: cases.map { $0.hasPrefix("mail") ? "taken" : $0 })
        let server = try await Server.start(shop)
        #expect(try await server.sell(Sample.enad("ESP-900", quantity: 0)) == 200)
        let rows = try await Self.outcomes(server.shop, of: cases.count)

        let (stages, expected) = (["rcpt": "RCPT", "mail": "MAIL", "dot": "message"], Self.expected)
        for name in cases {
            let row = try #require(rows[name])
            let parts = name.split(separator: "-").map(String.init)
            let reason = row.reason ?? ""
            #expect(reason.contains("\(stages[parts[0]] ?? "?"): \(parts[1]) "), "\(name): \(reason)")
            #expect("\(row.state) \(reason.prefix { $0 != ":" })" == expected[name], "\(name)")
        }
        #expect(postfix.mails(for: "taken").isEmpty)
        #expect(try await server.stop() == .exit(0))
    }

    /// State and reason by stage and code.
    ///
    /// A sender that is refused is the same in every mail, so the channel waits for somebody.
    private static let expected = [
        "rcpt-421": "pending rate-limited", "rcpt-450": "pending greylisted", "rcpt-452": "pending other", "rcpt-550": "dead unknown-recipient",
        "rcpt-552": "dead other", "rcpt-554": "dead policy",
        "mail-421": "pending rate-limited", "mail-450": "pending greylisted", "mail-452": "pending server-error", "mail-550": "pending policy",
        "mail-552": "pending policy", "mail-554": "pending policy",
        "dot-421": "pending rate-limited", "dot-450": "pending greylisted", "dot-452": "pending other", "dot-550": "dead unknown-recipient",
        "dot-552": "dead other", "dot-554": "dead policy",
    ]

    @Test func oneServerOfSeveralIsEnough() async throws {
        let postfix = try await Postfix.running()
        let servers = """
            "servers": [ { "url": "smtps://127.0.0.1:\(try FreePort.next())", "weight": 1000 },
              { \(Self.login(postfix).split(separator: ", \"caFile\"")[0]), "weight": 0 } ],
            "caFile": "\(postfix.authority)", "bounces": "bounce@example.test", \(Self.from)
            """
        let server = try await Server.start(try Self.shop([("mail", servers)], to: ["second"]))
        #expect(try await server.sell(Sample.enad("ESP-900", quantity: 0)) == 200)
        let file = try await seen("the mail in the Maildir") { postfix.mails(for: "second").first }
        let row = try #require(try await Self.outcomes(server.shop, of: 1)["mail"])
        #expect(row.state == "delivered" && row.attempt == 1 && row.answer?.hasPrefix("127.0.0.1: 250 ") == true, "\(row)")
        let mail = String(decoding: try #require(FileManager.default.contents(atPath: file)), as: UTF8.self)
        #expect(mail.contains("Return-Path: <bounce+\(row.id.lowercased())@example.test>"))
        #expect(try await server.stop() == .exit(0))
    }

    @Test func whatWasCutOffAfterTheLastDotIsUnknown() async throws {
        let endings = ["", "250-first\r\n", "250", "what?\r\n", "354 again\r\n", "250-first\r\n", "25"]
        let rude = try endings.map { try RudeMailServer(saying: $0) }
        let channels = rude.enumerated().map { index, server in
            // The last two are tried again, and say so.
            let ifUnsure = index < endings.count - 2 ? "give-up" : "repeat"
            return ("mail\(index)", "\"url\": \"smtp://127.0.0.1:\(server.port)\", \"ifUnsure\": \"\(ifUnsure)\", \(Self.from)")
        }
        for one in rude { try await eventually("it listens") { FreePort.isAnswered(one.port) } }
        let server = try await Server.start(try Self.shop(channels, to: channels.map { _ in "buyers" }))
        #expect(try await server.sell(Sample.enad("ESP-900", quantity: 0)) == 200)
        let rows = try await Self.outcomes(server.shop, of: channels.count)
        for (index, ending) in endings.enumerated() {
            let row = try #require(rows["mail\(index)"])
            let isRepeated = index >= endings.count - 2
            #expect(row.state == (isRepeated ? "pending" : "unknown") && row.reason?.hasPrefix("no-answer") == true, "\(ending): \(row)")
            #expect(row.mayBeDuplicate == isRepeated, "\(ending)")
        }
        #expect(try await server.stop() == .exit(0))
    }

    /// What it would say in two minutes nobody waits for; but what became of the mail is written.
    @Test func aServerThatIsSilentDoesNotHoldUpTheStop() async throws {
        let port = try FreePort.next()
        let listener = try Listener(port: port)
        let keys = "\"url\": \"smtp://127.0.0.1:\(port)\", \(Self.from)"
        let server = try await Server.start(try Self.shop([("mail", keys)], to: ["buyers"]))
        #expect(try await server.sell(Sample.enad("ESP-900", quantity: 0)) == 200)
        let connection = try await seen("it is being sent") { listener.take() }
        #expect(try await server.stop() == .exit(0))
        let row = try #require(try await server.shop.deliveries().first { $0.channel == "mail" })
        #expect(row.state == "pending" && row.attempt == 1 && row.reason?.hasPrefix("connection") == true, "\(row)")
        #expect(!server.log.contains("was written"))
        _ = connection.text()
    }

    /// Judged by dkimpy after a real server has had it, whose own lines stand above.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: judge), "needs dkimpy and pynacl in .build/peers"))
    func signaturesOutliveTheWay() async throws {
        let postfix = try await Postfix.running()
        let folder = try Playground.shared.get().makeFolder("dkim")
        for command in [
            "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa.pem", "pkey -in rsa.pem -pubout -outform DER -out rsa.der",
            "genpkey -algorithm ED25519 -out ed.pem", "pkey -in ed.pem -pubout -outform DER -out ed.der",
        ] { try await Tool.run("openssl", command.split(separator: " ").map(String.init), folder: folder) }
        let keys = """
            \(Self.login(postfix)), \(Self.from),
            "dkim": [{ "selector": "r1", "key": "${file:\(folder)/rsa.pem}" }, { "selector": "e1", "key": "${file:\(folder)/ed.pem}" }]
            """
        let server = try await Server.start(try Self.shop([("mail", keys)], to: ["signed"]))
        #expect(try await server.sell(Sample.enad("Caf\u{E9} \u{2013} 10 \u{20AC}", quantity: 0)) == 200)
        let file = try await seen("the mail in the Maildir") { postfix.mails(for: "signed").first }
        let program = """
            import base64, dkim, sys
            read = lambda name: open(sys.argv[2] + name, 'rb').read()
            records = {b'r1._domainkey.example.test': b'v=DKIM1; k=rsa; p=' + base64.b64encode(read('/rsa.der')),
                       b'e1._domainkey.example.test': b'v=DKIM1; k=ed25519; p=' + base64.b64encode(read('/ed.der')[-32:])}
            mail = dkim.DKIM(open(sys.argv[1], 'rb').read())
            print([mail.verify(idx=i, dnsfunc=lambda name, timeout=5: records[name.rstrip(b'.')]) for i in range(2)], end='')
            """
        let verify = try ChildProcess([Self.judge, "-c", program, file, folder], folder: folder)
        #expect(try await verify.ended() == .exit(0) && verify.output == "[True, True]", "\(verify.errors)")
        #expect(try await server.stop() == .exit(0))
    }

    private static let judge = FileManager.default.currentDirectoryPath + "/.build/peers/bin/python"
}
