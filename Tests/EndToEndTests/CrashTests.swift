import Foundation
import NIOCore
import Testing

/// What a power cut and a stop leave behind.
struct CrashTests {
    private func shop(_ port: Int) throws -> Shop {
        try Shop(
            """
            "sources": { "licences": { "platform": "digital-river", "unsigned": true, "firstSight": "alert" } },
            "channels": { \(Snippet.webhook("shop-system", port: port)) },
            "departments": { "merchandising": { "rules": [ { "on": "*", "send": "shop-system" } ] } }
            """)
    }

    @Test(.enabled(if: Nginx.isThere, "needs the Debian package nginx-light"))
    func whatWasAnsweredWith200IsToldAfterAKillAndOnlyOnce() async throws {
        let port = try FreePort.next()
        let shop = try shop(port)
        let event = try Sample.digitalRiver("CCC")
        let id: String
        do {
            let silent = try Listener(port: port)
            let first = try await Server.start(shop)
            #expect(try await first.post(event, to: "licences") == 200)
            let request = try await seen("the message is under way, and gets no answer") { silent.take() }
            first.kill()
            _ = request
            id = try #require(try await shop.deliveries().first).id
            #expect(try await shop.deliveries().map(\.state) == ["sending"])
            #expect(try await shop.audit().holds, "as the kill left it")
        }

        let nginx = try await Nginx.start(port: port)
        nginx.open()
        let second = try await Server.start(shop)
        try await eventually("the message is told after all") { try nginx.requests().count == 1 }
        #expect(try nginx.requests().map(\.id) == [id])
        #expect(try await second.post(event, to: "licences") == 200)
        try await eventually("the message is known as delivered") { try await shop.deliveries().map(\.state) == ["delivered"] }
        #expect(try await shop.events().map(\.state).sorted() == ["applied", "duplicate"])
        #expect(try nginx.requests().count == 1)
        #expect(try await shop.audit().breaches.map(\.sentence) == [])
    }

    @Test func aTextWhoseOutcomeIsUnknownIsNotRepeated() async throws {
        let port = try FreePort.next()
        let shop = try Shop(
            """
            "sources": { \(Snippet.tills) },
            "channels": { "sms": {
              "type": "kannel", "url": "http://127.0.0.1:\(port)/cgi-bin/sendsms", "username": "shop", "password": "x", "allowPrivateNetwork": true
            } },
            "departments": { "sales": { "rules": [ { "on": "*", "send": "sms:+4915112345678" } ] } }
            """)
        let gateway = try Listener(port: port)
        let first = try await Server.start(shop)
        #expect(try await first.sell(Sample.enad("ESP-900", quantity: 0)) == 200)
        let request = try await seen("the text is under way") { gateway.take() }
        first.kill()
        _ = request

        let second = try await Server.start(shop)
        try await eventually("the text is given up as unknown") { try await shop.deliveries().map(\.state) == ["unknown"] }
        #expect(try await shop.deliveries().first?.reason?.isEmpty == false)
        #expect(try await second.stop() == .exit(0))
        #expect(gateway.take() == nil)
        #expect(try await shop.audit().holds)
    }

    /// `make crash ROUNDS=50 SEED=7` runs this alone, for longer.
    @Test func nothingIsLostHoweverOftenItIsKilled() async throws {
        let plan = CrashPlan.fromEnvironment
        let report = try await CrashRun.report(of: plan)
        if plan.isAskedFor { print("\n\(report.text)\n") }
        // Else a failure would print all that the report holds.
        let isClean = report.isClean
        #expect(isClean, "\(report.text)")
    }

    @Test func aStopWaitsForWhatIsUnderWay() async throws {
        let port = try FreePort.next()
        let far = try Listener(port: port)
        let shop = try shop(port)
        let server = try await Server.start(shop)
        #expect(try await server.post(Sample.digitalRiver("CCC"), to: "licences") == 200)
        let request = try await seen("the message is under way") { far.take() }
        async let end = server.stop()
        try await eventually("it takes no more events") { !FreePort.isAnswered(shop.publicPort) }
        request.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        #expect(try await end == .exit(0))
        #expect(try await shop.deliveries().map(\.state) == ["delivered"])
        #expect(try await shop.audit().holds)
    }

    @Test func aStopDoesNotWaitForAMailServerThatHangs() async throws {
        let journal = Journal(manner: .take(after: .hours(1)))
        let far = try await FarSide.smtp(journal)
        let shop = try Shop(
            """
            "sources": { "licences": { "platform": "digital-river", "unsigned": true, "firstSight": "alert" } },
            "channels": { "mail": { "type": "smtp", "url": "smtp://127.0.0.1:\(far.port)", "from": "stock@example.com", "retry": { "first": "1s" } } },
            "departments": { "merchandising": { "rules": [ { "on": "*", "send": "mail:buyers@example.com" } ] } }
            """, files: ["templates/out-of-stock.md": "Subject: {{item.sku}} {{quantity.raw}}\n\n{{item.sku}}\n"])
        let first = try await Server.start(shop)
        #expect(try await first.post(Sample.digitalRiver("CCC"), to: "licences") == 200)
        try await eventually("the mail is read, and gets no answer") { journal.taken.count == 1 }
        let start = ContinuousClock.now
        #expect(try await first.stop() == .exit(0))
        #expect(ContinuousClock.now - start < .seconds(30))
        // It may have arrived, and is known as such before the next start.
        let cut = try await shop.deliveries()
        #expect(cut.map(\.state) == ["pending"] && cut.map(\.mayBeDuplicate) == [true] && cut[0].reason?.hasPrefix("no-answer") == true, "\(cut)")

        journal.beKind()
        let second = try await Server.start(shop)
        try await eventually("the mail is sent once more") { journal.taken.count == 2 }
        #expect(journal.taken.map(\.message.isMarked) == [false, true])
        #expect(try await second.stop() == .exit(0))
    }
}
