import Foundation
import Testing

/// What somebody does by hand beside a running server.
struct HandTests {
    private struct Handled: Decodable {
        struct Left: Decodable {
            var id: String
            var because: String
        }

        var dryRun: Bool
        var done: [String]
        var left: [Left]
    }

    private struct PauseRow: Decodable {
        var scope: String
        var name: String?
        var by: String
        var until: Date?
    }

    private static let taken = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

    /// A shop with one webhook to that port.
    private func shop(_ port: Int) throws -> Shop {
        try Shop(
            """
            "sources": { \(Snippet.tills) },
            "channels": { \(Snippet.webhook("shop-system", port: port)) },
            "departments": { "merchandising": { "rules": [ { "on": "*", "send": "shop-system" } ] } }
            """)
    }

    private func run(_ arguments: String..., in shop: Shop) async throws -> String {
        let process = try ChildProcess([Program.path] + arguments, folder: shop.folder)
        let end = try await process.ended()
        #expect(end == .exit(0), "\(arguments): \(process.output)\(process.errors)")
        return process.output
    }

    @Test func aDeadLetterIsTriedAgainAndArrives() async throws {
        let port = try FreePort.next()
        let far = try Listener(port: port)
        let server = try await Server.start(try shop(port))
        #expect(try await server.sell(Sample.enad("ESP-900", quantity: 0)) == 200)
        let first = try await seen("the first attempt") { far.take() }
        first.answer("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        let dead = try await seen("it is given up") { try await server.shop.deliveries().first { $0.state == "dead" } }

        let trial = try await Program.run("retry", "--all", "--dry-run", "--json", in: server.shop).json(Handled.self)
        #expect(trial.dryRun && trial.done == [dead.id] && trial.left.isEmpty)
        #expect(try await server.shop.deliveries().map(\.state) == ["dead"])
        let text = try await run("retry", String(dead.id.prefix(20)), in: server.shop)
        #expect(text.contains("1 delivery is tried again."))
        let second = try await seen("the second attempt, without a restart") { far.take() }
        second.answer(Self.taken)
        try await eventually("it arrives") { try await server.shop.deliveries().map(\.state) == ["delivered"] }
        #expect(try await server.shop.deliveries().map(\.attempt) == [2])

        let again = try await Program.run("retry", dead.id, "--json", in: server.shop)
        #expect(again.end == .exit(1))
        #expect(try again.json(Handled.self).left.map(\.because) == ["it was delivered"])
    }

    @Test func nothingGoesOutFromAPauseToItsResume() async throws {
        let port = try FreePort.next()
        let far = try Listener(port: port)
        let shop = try shop(port)
        #expect(try await run("pause", "all", "--because", "stocktaking", in: shop).contains("Everything is paused (stocktaking)"))
        let server = try await Server.start(shop)
        #expect(try await server.sell(Sample.enad("ESP-900", quantity: 0)) == 200)
        let waiting = try await run("deliveries", "--pending", in: shop)
        #expect(waiting.contains("pending") && waiting.contains("everything is paused (stocktaking)"))
        #expect(try await run("pause", in: shop).contains("stocktaking"))
        #expect(try await shop.deliveries().map(\.attempt) == [0])
        #expect(far.take() == nil)

        #expect(try await run("resume", in: shop).contains("Everything goes on."))
        let clock = ContinuousClock()
        let resumed = clock.now
        let request = try await seen("it goes out, without a restart") { far.take() }
        // About a second when nothing else runs on this machine.
        #expect(clock.now - resumed < .seconds(15))
        request.answer(Self.taken)
        try await eventually("it arrives") { try await shop.deliveries().map(\.state) == ["delivered"] }
        #expect(try await run("pause", in: shop) == "Nothing is paused.\n")
    }

    @Test func thePeaceThatAFarSideAskedForOutlivesARestart() async throws {
        let port = try FreePort.next()
        let far = try Listener(port: port)
        let shop = try shop(port)
        let first = try await Server.start(shop)
        #expect(try await first.sell(Sample.enad("ESP-900", quantity: 0)) == 200)
        let request = try await seen("the first attempt") { far.take() }
        request.answer("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 3000\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        try await eventually("it waits") { try await shop.deliveries().map(\.state) == ["pending"] }
        first.kill()

        let second = try await Server.start(shop)
        #expect(try await second.sell(Sample.enad("CUP-1", quantity: 0)) == 200)
        #expect(try await second.sell(Sample.enad("CUP-2", quantity: 0)) == 200)
        #expect(try await shop.deliveries().map(\.attempt) == [1, 0, 0])
        #expect(far.take() == nil)
        let rows = try await Program.run("pause", "--json", in: shop).json([PauseRow].self)
        #expect(rows.map(\.name) == ["shop-system"] && rows.map(\.by) == ["far-side"])
        let until = try #require(rows.first?.until)
        #expect((2800...3000).contains(until.timeIntervalSinceNow))
        #expect(try await run("resume", "shop-system", in: shop).contains("But channel shop-system is paused by the far side until"))
        #expect(try await Program.run("pause", "--json", in: shop).json([PauseRow].self).count == 1)
    }

    @Test func whatWaitsIsCancelledAndExplained() async throws {
        let shop = try shop(try FreePort.next())
        let out = try shop.write(try Sample.enad("ESP-900", quantity: 0), to: "out.json")
        _ = try await run("post", "--source", "tills", out, in: shop)
        #expect(try await run("cancel", "--channel", "shop-system", in: shop).contains("1 delivery is cancelled."))
        let delivery = try #require(try await shop.deliveries().first)
        #expect(delivery.state == "suppressed")
        #expect(try await run("explain", delivery.id, in: shop).contains("not sent, because somebody cancelled it by hand"))
        #expect(try await run("cancel", "--all", in: shop).contains("No delivery is cancelled."))
        #expect(try await run("deliveries", "--pending", in: shop) == "Nothing waits.\n")
    }

    @Test(arguments: [
        (["retry"], "Say which: ids, or --state"), (["cancel"], "Say which"), (["retry", "01K", "--all"], "not both"),
        (["retry", "01K"], "at least 6 characters"), (["retry", "01JZZZZZZZZZ"], "There is no delivery 01JZZZZZZZZZ"),
        (["retry", "--state", "ded"], "did you mean \"dead\"?"), (["cancel", "--state", "dead"], "--state is one of held, gathering, pending"),
        (["retry", "--channel", "shop-sytem"], "did you mean \"shop-system\"?"), (["retry", "--since", "soon"], "write 2h (two hours ago)"),
        (["pause", "merchandisin"], "did you mean \"merchandising\"?"), (["pause", "all", "--for", "2 weeks"], "write 90s, 15m, 2h or 3d"),
        (["pause", "--for", "2h"], "Say what to pause"), (["resume", "nobody"], "Known are all, shop-system, merchandising"),
    ]) func aWrongWordIsAnsweredWithTheRightOne(_ arguments: [String], _ answer: String) async throws {
        let shop = try shop(9)
        _ = try await run("post", "--source", "tills", shop.write(try Sample.enad("ESP-900", quantity: 9), to: "fine.json"), in: shop)
        let process = try ChildProcess([Program.path] + arguments, folder: shop.folder)
        #expect(try await process.ended() != .exit(0))
        #expect(process.errors.contains(answer), "\(process.errors)\(process.output)")
    }
}
