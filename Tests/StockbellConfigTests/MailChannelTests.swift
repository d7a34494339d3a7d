import StockbellConfig
import StockbellCore
import Testing

@Suite struct MailChannelTests {
    private static let rsa = "-----BEGIN RSA PRIVATE KEY-----\nMIIBOgIBAAJB\nAAAA\n-----END RSA PRIVATE KEY-----\n"
    private static let ed25519 =
        "-----BEGIN PRIVATE KEY-----\r\nMC4CAQAwBQYDK2VwBCIEIJaKLUeSelHRftbbxaZwmc69jfQJkcIF/djMx/7rmhgk\r\n-----END PRIVATE KEY-----\r\n"

    private static func problems(_ keys: String) -> [String] {
        let channel = "\"c\": { \"type\": \"smtp\", \"from\": \"a@mail.example.com\", \(keys) }"
        let files = ["/shop/rsa.pem": rsa, "/shop/ed.pem": ed25519, "/shop/cert.pem": "-----BEGIN CERTIFICATE-----\n"]
        let sends = "\"defaults\": { \"operator\": \"c:a@example.com\" },"
        return read(shop(channels: channel, rest: sends), files: files).problems.map {
            "\($0.path.dropFirst("channels.c".count)): \($0.message)"
        }
    }

    @Test(arguments: [
        ("\"helo\": \"x\"", #": needs "url", such as "url": "smtps://smtp.example.com", or "servers", a list of them"#),
        (#""url": "smtps://a.example.com", "auth": "xoauth2""#, #".auth: needs a "username" and a "token" beside it"#),
        (#""url": "smtps://a.example.com", "auth": "xoauth2", "username": "u""#, #".username: needs a "token" beside it"#),
        (#""url": "smtps://a.example.com", "auth": "oauthbearer", "token": "t""#, #".token: needs a "username" beside it"#),
        (
            #""url": "smtps://a.example.com", "auth": "xoauth2", "username": "u", "password": "p""#,
            #".password: cannot go with "auth": "xoauth2", which takes a "token"; leave it out"#
        ),
        (
            #""url": "smtps://a.example.com", "username": "u", "token": "t""#,
            #".token: needs "auth": "xoauth2" or "oauthbearer" beside it"#
        ),
        (
            #""url": "smtps://a.example.com", "auth": "cram-md5", "username": "u", "password": "p""#,
            #".auth: unknown word "cram-md5"; there are "plain", "xoauth2", "oauthbearer""#
        ),
        (#""servers": []"#, ".servers: must not be empty; leave the key out"),
        (#""servers": [{ "weight": 2 }]"#, #".servers[0]: needs "url", such as "url": "smtps://mx1.example.com""#),
        (#""servers": [{ "url": "smtps://a.example.com", "weight": 1001 }]"#, ".servers[0].weight: must be a whole number from 0 to 1000"),
        (
            #""servers": [{ "url": "smtps://a.example.com" }, { "url": "smtps://A.example.com:465" }]"#,
            ".servers[1].url: is the same server as one before it"
        ),
        (
            #""url": "smtps://b.example.com", "servers": [{ "url": "smtps://a.example.com" }]"#,
            #".url: cannot stand beside "servers"; put it into the list"#
        ),
        (
            #""username": "u", "servers": [{ "url": "smtps://a.example.com" }]"#,
            #".username: goes into each of "servers" that wants it"#
        ),
        (#""servers": [{ "url": "smtps://a.example.com", "password": "p" }]"#, #".servers[0].password: needs a "username" beside it"#),
        (
            #""security": "none", "servers": [{ "url": "smtps://a.example.com" }, { "url": "smtp://b.example.com" }]"#,
            #".security: "none" cannot go with smtps://, which is TLS from the first byte; write smtp:// or leave this out"#
        ),
        (#""url": "smtps://a.example.com", "bounces": "bounce""#, #".bounces: "bounce" is no mail address; write "bounce@example.com""#),
        (
            #""url": "smtps://a.example.com", "bounces": "bounces-of-our-stock-bell@example.com""#,
            ".bounces: has more than 20 letters before the @; the message's id has to fit in behind them"
        ),
        (
            #""url": "smtps://a.example.com", "unsubscribe": true"#, #".unsubscribe: needs a "publicURL", where the link in the mail leads"#
        ),
        (
            #""url": "smtps://a.example.com", "bounceToken": "x""#, #".bounceToken: needs a "publicURL", where the mail service reports bounces"#
        ),
        (#""url": "smtps://a.example.com", "dkim": { "key": "${file:rsa.pem}" }"#, #".dkim: needs "selector", such as "selector": "stock1""#),
        (
            #""url": "smtps://a.example.com", "dkim": { "selector": "s", "key": "${file:cert.pem}" }"#,
            ".dkim.key: holds no private key of RSA or Ed25519 in PEM form; make one with: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out dkim.pem"
        ),
        (
            #""url": "smtps://a.example.com", "dkim": [{ "selector": "s", "key": "${file:rsa.pem}" }, { "selector": "S", "key": "${file:ed.pem}" }]"#,
            ".dkim[1].selector: is the selector of channels.c.dkim[0].selector as well; each key has one of its own"
        ),
        (
            #""url": "smtps://a.example.com", "dkim": { "domain": "ample.com", "selector": "s", "key": "${file:rsa.pem}" }"#,
            ".dkim.domain: is neither the sender's domain nor one above it, so receivers do not count the signature (DMARC)"
        ),
        (
            #""url": "smtp://a.example.com", "security": "none", "auth": "xoauth2", "username": "u", "token": "t""#,
            #".token: crosses the network unencrypted with "security": "none""#
        ),
    ])
    func oneMistakeIsOneMessage(_ keys: String, _ message: String) {
        #expect(Self.problems(keys) == [message])
    }

    /// Judged by who signs; here only what becomes of the judgement.
    @Test(arguments: [true, false]) func aKeyThatCannotSignIsToldWhereItStands(_ isUnusable: Bool) {
        let channel =
            #""c": { "type": "smtp", "from": "a@example.com", "url": "smtps://a.example.com", "dkim": { "selector": "s", "key": "${file:ed.pem}" } }"#
        let result = ConfigReader.read(
            text: shop(channels: channel, rest: "\"defaults\": { \"operator\": \"c:a@example.com\" },"), file: "config.json", folder: "/shop",
            environment: [:], readFile: { _ in Self.ed25519 }, isKnownZone: { _ in true },
            keyFault: { ("is a key of \($0.domain)", isUnusable) })
        let problems = result.problems.filter { $0.file == "config.json" }.map { "\($0.severity) \($0.path): \($0.message)" }
        #expect(problems == ["\(isUnusable ? "error" : "warning") channels.c.dkim.key: is a key of example.com"])
    }

    @Test func bouncesThatNobodyReadsAreTold() {
        let words = #".bounces: is read by nobody here; name its mailbox as "bounceBox", or set a "bounceToken""#
        #expect(Self.problems(#""url": "smtps://a.example.com", "bounces": "bounce@example.com""#) == [words])
        #expect(Self.problems(#""url": "smtps://a.example.com", "bounces": "bounce@example.com", "bounceBox": "b""#) == [])
    }

    @Test func serversAndTheirGreetingMayHaveLettersOfEveryScript() throws {
        let channel = #""c": { "type": "smtp", "from": "a@example.com", "url": "smtps://mx.bücher.example:4650", "helo": "stock.BÜCHER.example" }"#
        guard case .smtp(let mail) = try settings(shop(channels: channel)).channels[1].kind else { throw NoSuchFile() }
        #expect(mail.servers.map(\.host) == ["mx.xn--bcher-kva.example"] && mail.servers.map(\.port) == [4650])
        #expect(mail.helo == "stock.xn--bcher-kva.example")
        #expect(Self.problems(#""url": "smtps://b_ü.example""#).count == 1)
        #expect(Self.problems(#""url": "smtps://a.example.com", "helo": "b_ü.example""#) == [#".helo: "b_ü.example" is no host name"#])
    }

    @Test func unsubscribingNeedsEncryption() {
        let channel = #""c": { "type": "smtp", "from": "a@example.com", "url": "smtps://a.example.com", "unsubscribe": true }"#
        let rest = #""publicURL": "http://stock.example.com", "defaults": { "operator": "c:a@example.com" },"#
        #expect(
            read(shop(channels: channel, rest: rest)).problems.map { "\($0.severity) \($0.path): \($0.message)" } == [
                #"warning channels.c.unsubscribe: is offered by mail programs only where "publicURL" begins with https:// (RFC 8058)"#
            ])
    }

    @Test func severalServersHaveEachTheirOwn() throws {
        let channel = """
            "c": { "type": "smtp", "from": "a@example.com", "concurrency": 8, "bounces": "bounce@b\u{FC}cher.example", "bounceBox": "mail/bounce",
              "unsubscribe": true, "bounceToken": "t0",
              "dkim": [{ "selector": "r", "key": "${file:rsa.pem}" }, { "domain": "example.com", "selector": "e", "key": "${file:ed.pem}" }],
              "servers": [
                { "url": "smtps://mx1.example.com", "weight": 3, "username": "u", "auth": "xoauth2", "token": "${file:token}" },
                { "url": "smtp://mx2.example.com", "username": "v", "password": "p", "concurrency": 2 },
                { "url": "smtp://127.0.0.1:2525", "weight": 0 } ] }
            """
        let settings = try settings(
            shop(channels: channel, rest: #""publicURL": "https://stock.example.com","#),
            files: ["/shop/rsa.pem": Self.rsa, "/shop/ed.pem": Self.ed25519, "/shop/token": "ya29.x\n"])
        guard case .smtp(let mail) = settings.channels[1].kind else { throw NoSuchFile() }
        #expect(
            mail.servers == [
                MailServer(
                    host: "mx1.example.com", port: 465, security: .tls, login: .init(.xoauth2, username: "u", secret: Secret("ya29.x")), weight: 3),
                MailServer(
                    host: "mx2.example.com", port: 587, security: .starttls, login: .init(.plain, username: "v", secret: Secret("p")), concurrency: 2),
                MailServer(host: "127.0.0.1", port: 2525, security: .none, weight: 0),
            ])
        #expect(mail.bounces == "bounce@xn--bcher-kva.example" && mail.bounceBox == "/shop/mail/bounce" && mail.bounceToken == Secret("t0"))
        #expect(mail.offersUnsubscribing && mail.signatures.map(\.algorithm) == [.rsa, .ed25519])
        #expect(mail.signatures.map(\.domain) == ["example.com", "example.com"] && mail.signatures.map(\.selector) == ["r", "e"])
    }

    @Test func domainsMayHaveLettersOfEveryScript() throws {
        let rest =
            #""defaults": { "operator": ["mail:buero@BÜCHER.example", "mail:a@例え.テスト"] }, "people": { "anna": { "mail": "anna@bücher.example" } },"#
        let settings = try settings(shop(rest: rest))
        #expect(settings.routing.operators.map(\.description) == ["mail:buero@xn--bcher-kva.example", "mail:a@xn--r8jz45g.xn--zckzah"])
        let refused = read(shop(rest: #""defaults": { "operator": "mail:büro@bücher.example" },"#)).errors.map(\.message)
        #expect(refused == [#""mail:büro@bücher.example" holds "ü", which mail addresses do not; write the address as the mail server has it"#])
        let odd = read(shop(rest: #""defaults": { "operator": "mail:buero@b_ü.example" },"#)).errors.map(\.message)
        #expect(odd == [#""mail:buero@b_ü.example" holds "ü", which mail addresses do not; write the address as the mail server has it"#])
    }
}
