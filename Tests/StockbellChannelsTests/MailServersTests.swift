import Curl
import FoundationEssentials
import StockbellCore
import Testing

@testable import StockbellChannels

/// Several servers of one channel, and how each is entered.
@Suite struct MailServersTests {
    private static func server(_ host: String, weight: Int = 1, _ login: MailServer.Login? = nil) -> MailServer {
        MailServer(host: host, port: 465, security: .tls, login: login, weight: weight)
    }

    private static func channel(_ servers: [MailServer]) throws -> ChannelSettings {
        ChannelSettings(name: "mail", kind: .smtp(SMTPSettings(servers: servers, from: try #require(Mailbox("stock@shop.example")))))
    }

    /// Plays an attempt in which each server answers in the same way.
    private static func play(_ channel: ChannelSettings, _ response: CurlResponse) throws -> (hosts: [String], outcome: Outcome) {
        let adapter = ChannelAdapters.adapter(for: channel)
        let parcel = Samples.parcel(.message(Samples.letter(named: "x")), to: "a@example.com")
        var exchanges: [Exchange] = []
        while true {
            switch try adapter.next(parcel, after: exchanges) {
            case .send(let request):
                exchanges.append(Exchange(request: request, response: response))
                if exchanges.count > 9 { throw ContentError(.other, "no end") }
            case .done(let outcome): return (exchanges.map { String($0.request.url.dropFirst(8).prefix { $0 != ":" }) }, outcome)
            }
        }
    }

    static let tales: [(String, CurlResponse, goesOn: Bool, String)] = [
        ("no host", CurlResponse(code: 6, error: "no such host"), true, "retry connection channel"),
        ("refused", CurlResponse(code: 7, error: "refused"), true, "retry connection channel"),
        ("timeout", CurlResponse(code: 28, error: "timed out"), true, "retry timeout channel"),
        ("greeting 421", said(8, "", "421 busy"), true, "retry server-error channel"),
        ("greeting 554", said(8, "", "554 no"), true, "misconfigured policy"),
        ("EHLO 550", said(9, "EHLO", "550 bad name"), true, "misconfigured policy"),
        ("HELO 550", said(9, "HELO", "550 bad name"), true, "misconfigured policy"),
        ("MAIL 550", said(55, "MAIL", "550 5.1.8 no"), false, "misconfigured policy"),
        ("EHLO 421", said(9, "EHLO", "421 busy"), true, "retry server-error channel"),
        ("STARTTLS 454", said(64, "STARTTLS", "454 4.7.0 no"), true, "retry tls channel"),
        ("no STARTTLS", said(64, "EHLO", "250 x"), false, "misconfigured tls"),
        ("certificate", CurlResponse(code: 60, status: 220, error: "no trust"), false, "misconfigured tls"),
        ("AUTH 454", said(67, "AUTH", "454 4.7.0 later"), true, "retry authentication channel"),
        ("AUTH 535", said(67, "AUTH", "535 5.7.8 no"), false, "misconfigured authentication"),
        ("MAIL 421", said(55, "MAIL", "421 4.7.0 slow"), true, "retry rate-limited channel"),
        ("MAIL 452", said(55, "MAIL", "452 4.3.1 full"), true, "retry server-error channel"),
        ("RCPT 450", said(55, "RCPT", "450 4.2.0 grey"), false, "retry greylisted address"),
        ("RCPT 550", said(55, "RCPT", "550 5.1.1 who"), false, "rejected unknown-recipient suppress"),
        ("DATA 421", said(55, "DATA", "421 4.3.2 down"), true, "retry server-error channel"),
        (
            "after the dot", CurlResponse(code: 8, status: 451, replies: [Samples.reply("DATA", "354 go"), Samples.reply(".", "451 4.3.0 disk")]),
            false, "retry server-error channel"
        ),
        ("cut after the dot", CurlResponse(code: 56, status: 354, replies: [Samples.reply("DATA", "354 go")]), false, "unknown no-answer"),
        ("shut down", CurlResponse(code: 42, error: "shut down"), false, "retry connection message"),
        ("private", CurlResponse(code: 7, error: "refused", isPrivateAddressRefused: true), false, "misconfigured private-network"),
    ]

    private static func said(_ code: Int32, _ command: String, _ line: String) -> CurlResponse {
        CurlResponse(code: code, status: Int(line.prefix(3)) ?? 0, replies: [Samples.reply(command, line)])
    }

    @Test(arguments: tales)
    func theNextServerIsAskedOnlyWhereTheFirstTookNothing(_ name: String, _ response: CurlResponse, _ goesOn: Bool, _ label: String) throws {
        let channel = try Self.channel(["a", "b", "c", "d", "e"].map { Self.server("\($0).example.com") })
        let (hosts, outcome) = try Self.play(channel, response)
        #expect(hosts.count == (goesOn ? 4 : 1) && Set(hosts).count == hosts.count)
        #expect(outcome.label == label)
        #expect(outcome.text.hasPrefix(hosts.last ?? "?"), "people read which one: \(outcome.text)")
        // With one server nothing changes.
        let alone = try Self.play(try Self.channel([Self.server("a.example.com")]), response)
        #expect(alone.hosts.count == 1 && alone.outcome.label == label && !alone.outcome.text.hasPrefix("a.example.com"))
    }

    @Test func theSecondTakesWhatTheFirstDidNot() throws {
        let adapter = ChannelAdapters.adapter(for: try Self.channel([Self.server("a.example.com"), Self.server("b.example.com", weight: 0)]))
        let parcel = Samples.parcel(.message(Samples.letter(named: "x")), to: "a@example.com")
        guard case .send(let first) = try adapter.next(parcel, after: []) else { throw ContentError(.other, "nothing to send") }
        let failed = Exchange(request: first, response: CurlResponse(code: 7, error: "refused"))
        guard case .send(let second) = try adapter.next(parcel, after: [failed]) else { throw ContentError(.other, "nothing to send") }
        #expect(first.url.hasPrefix("smtps://a.") && second.url.hasPrefix("smtps://b."))
        #expect(first.payload == second.payload, "the same message")
        #expect(first.connectTimeout == .seconds(30) && first.timeout == .seconds(150))
        let taken = Exchange(request: second, response: CurlResponse(status: 250, replies: [Samples.reply(".", "250 2.0.0 Ok: queued as 4Xq")]))
        guard case .done(let outcome) = try adapter.next(parcel, after: [failed, taken]) else { throw ContentError(.other, "no end") }
        #expect(outcome == .delivered(Receipt(providerID: "4Xq", answer: "b.example.com: 250 2.0.0 Ok: queued as 4Xq")))
    }

    /// What one of several refuses is told only where none takes the mail, or asks to come later.
    @Test func aServerThatWantsNothingOfUsIsPassedOverForOneThatIsOnlyDown() throws {
        let adapter = ChannelAdapters.adapter(for: try Self.channel([Self.server("a.example.com"), Self.server("b.example.com", weight: 0)]))
        let parcel = Samples.parcel(.message(Samples.letter(named: "x")), to: "a@example.com")
        let (down, closed) = (CurlResponse(code: 7, error: "refused"), Self.said(8, "", "554 no"))
        for (first, second, label, host) in [
            (down, closed, "retry connection channel", "a"), (closed, down, "retry connection channel", "b"),
            (closed, closed, "misconfigured policy", "b"), (down, Self.said(67, "AUTH", "535 5.7.8 no"), "misconfigured authentication", "b"),
            (closed, Self.said(55, "RCPT", "550 5.1.1 who"), "rejected unknown-recipient suppress", "b"),
        ] {
            var exchanges: [Exchange] = []
            for response in [first, second] {
                guard case .send(let request) = try adapter.next(parcel, after: exchanges) else { throw ContentError(.other, "nothing to send") }
                exchanges.append(Exchange(request: request, response: response))
            }
            guard case .done(let outcome) = try adapter.next(parcel, after: exchanges) else { throw ContentError(.other, "no end") }
            #expect(outcome.label == label && outcome.text.hasPrefix("\(host).example.com: "), "\(outcome.text)")
        }
    }

    @Test func eachServerHasItsPart() {
        let servers = [Self.server("a", weight: 3), Self.server("b", weight: 1), Self.server("c", weight: 0)]
        var first: [String: Int] = [:]
        for number in 0..<4000 {
            let order = MailRoute.order(servers, delivery: "01JD\(number)", attempt: 1)
            #expect(order.map(\.host).sorted() == ["a", "b", "c"] && order.last?.host == "c")
            first[order[0].host, default: 0] += 1
        }
        #expect((2850...3150).contains(first["a"] ?? 0), "\(first)")
        // Another attempt may begin elsewhere, the same one never does.
        let attempts = (1...50).map { MailRoute.order(servers, delivery: "x", attempt: $0)[0].host }
        #expect(Set(attempts) == ["a", "b"])
        #expect(attempts == (1...50).map { MailRoute.order(servers, delivery: "x", attempt: $0)[0].host })
    }

    /// A greylist of another server would begin anew each time.
    @Test func whatWasGreylistedGoesTheSameWayAgain() throws {
        let servers = (0..<6).map { Self.server("\($0).example.com", weight: $0) }
        for delivery in 0..<50 {
            let order = { (attempt: Int) in
                MailRoute.order(servers, delivery: "\(delivery)", attempt: attempt, wasGreylisted: attempt > 1).map(\.host)
            }
            #expect(Set((1...9).map(order)).count == 1)
        }
        let adapter = ChannelAdapters.adapter(for: try Self.channel(servers))
        let urls = try (1...9).map { attempt in
            var parcel = Samples.parcel(.message(Samples.letter(named: "x")), to: "a@example.com", attempt: attempt)
            parcel.wasGreylisted = attempt > 1
            guard case .send(let request) = try adapter.next(parcel, after: []) else { throw ContentError(.other, "nothing to send") }
            return request.url
        }
        #expect(Set(urls).count == 1)
    }

    @Test(arguments: [
        (MailServer.Method.plain, "AUTH=PLAIN;AUTH=LOGIN"), (.xoauth2, "AUTH=XOAUTH2"), (.oauthbearer, "AUTH=OAUTHBEARER"),
    ])
    func theMechanismIsPinned(_ method: MailServer.Method, _ options: String) throws {
        let login = MailServer.Login(method, username: "u@example.com", secret: Secret("t0ken-or-passw0rd"))
        let adapter = ChannelAdapters.adapter(for: try Self.channel([Self.server("a.example.com", login)]))
        guard case .send(let request) = try adapter.next(Samples.parcel(.message(Samples.letter(named: "x")), to: "a@example.com"), after: [])
        else { throw ContentError(.other, "nothing to send") }
        #expect(request.loginOptions == options && request.username == "u@example.com")
        #expect((request.password != nil) == (method == .plain) && (request.bearer != nil) == (method != .plain))
    }

    @Test(arguments: [MailServer.Method.xoauth2, .oauthbearer], [334, 535])
    func anExpiredTokenSaysWhatToDo(_ method: MailServer.Method, _ status: Int) throws {
        let login = MailServer.Login(method, username: "u@example.com", secret: Secret("t0ken-that-is-old"))
        let echo = Data("user=u@example.com\u{1}auth=Bearer t0ken-that-is-old\u{1}\u{1}".utf8).base64EncodedString()
        let response = CurlResponse(code: 67, status: status, replies: [Samples.reply("AUTH", "\(status) \(echo)")])
        let (_, outcome) = try Self.play(try Self.channel([Self.server("a.example.com", login)]), response)
        #expect(outcome.label == "misconfigured authentication")
        #expect(outcome.text.contains("the token is refused: it may have expired"))
        #expect(!outcome.text.contains("DBrZW4tdGhhdC1pcy1v") && !outcome.text.contains("t0ken"))
    }
}
