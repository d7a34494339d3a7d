import Foundation
import Testing

/// What happens when the store cannot be written: nothing is lost, and nobody needs to restart anything.
struct DiskTroubleTests {
    private static let fine = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

    private func shop(_ port: Int, store: String = "disk/stockbell.sqlite") throws -> Shop {
        try Shop { shop in
            """
            {
              "listen": "127.0.0.1:\(shop.publicPort)",
              "admin": { "listen": "127.0.0.1:\(shop.adminPort)" },
              "store": "\(store)",
              "sources": { \(Snippet.tills) },
              "channels": { \(Snippet.webhook("shop-system", port: port)) },
              "departments": { "merchandising": { "rules": [ { "on": "*", "send": "shop-system" } ] } }
            }
            """
        }
    }

    /// The rows of the server's own API: nobody else sees its disk.
    private func rows<Row: Decodable>(_ path: String, of server: Server) async throws -> [Row] {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try decoder.decode([Row].self, from: await server.admin.get("/api/\(path)").body)
    }

    /// Sells out one article after another until an answer is not 200.
    ///
    /// - Returns: the articles that were taken, and the one that was not with its answer.
    private func sellOut(_ server: Server, articles: ClosedRange<Int>) async throws -> (taken: [Int], refused: Int, status: Int) {
        for article in articles {
            let status = try await server.sell(Sample.enad("A-\(article)", quantity: 0))
            if status != 200 { return (Array(articles.lowerBound..<article), article, status) }
        }
        throw Stuck("the disk does not fill up: \(server.log)")
    }

    @Test(.enabled("needs the right to mount a disk in memory") { await SmallDisk.isAllowed() })
    func aFullDiskLosesNothingAndNeedsNoRestart() async throws {
        let port = try FreePort.next()
        let far = try Listener(port: port)
        let shop = try shop(port)
        let disk = try SmallDisk(in: shop)
        let server = try await Server.start(shop, on: disk)
        #expect(try await server.sell(Sample.enad("first", quantity: 0)) == 200)
        let underWay = try await seen("a message is under way") { far.take() }

        try disk.fill(of: server)
        let (taken, refused, status) = try await sellOut(server, articles: 1...500)
        #expect(status == 503)
        let ready = try await server.platform.get("/readyz")
        #expect(ready.status == 503)
        #expect(ready.text.contains("disk full"), "\(ready.text)")
        #expect(try await server.platform.get("/healthz").status == 200)
        // The far side takes what was under way; that is written down as soon as it can be.
        underWay.answer(Self.fine)
        for _ in 0..<5 { #expect(try await server.sell(Sample.enad("A-\(refused)", quantity: 0)) == 503) }
        let deliveries: [DeliveryRow] = try await rows("deliveries", of: server)
        #expect(deliveries.count == taken.count + 1)
        #expect(deliveries.allSatisfy { ["sending", "pending", "delivered"].contains($0.state) })

        try disk.free(of: server)
        try await eventually("what the platform sends again is taken") { try await server.sell(Sample.enad("A-\(refused)", quantity: 0)) == 200 }
        #expect(try await server.platform.get("/readyz").status == 200)
        var requests: [Listener.Request] = []
        try await eventually("every message is told") {
            while let request = far.take() {
                request.answer(Self.fine)
                requests.append(request)
            }
            let deliveries: [DeliveryRow] = try await rows("deliveries", of: server)
            return deliveries.count == taken.count + 2 && deliveries.allSatisfy { $0.state == "delivered" && $0.attempt == 1 }
        }
        #expect(requests.count == taken.count + 1, "each message went out once")
        let events: [EventRow] = try await rows("events", of: server)
        #expect(events.count == taken.count + 2)
        #expect(events.allSatisfy { $0.state == "applied" && $0.alert != nil })
        #expect(server.log.contains("The store works again, after "))
        #expect(server.log.split(separator: "\n").filter { $0.contains("The store does not work") }.count == 1, "\(server.log)")
    }

    /// The store waits five seconds for another program.
    @Test(.enabled(if: Tool.areThere("python3"), "needs the Debian package python3, which locks"))
    func aLockedStoreAnswersComeAgain() async throws {
        let port = try FreePort.next()
        let far = try Listener(port: port)
        let server = try await Server.start(try shop(port, store: "stockbell.sqlite"))
        do {
            let other = try await lock(server.shop)
            #expect(try await server.sell(Sample.enad("first", quantity: 0)) == 503)
            let ready = try await server.platform.get("/readyz")
            #expect(ready.status == 503)
            #expect(ready.text.contains("busy"), "\(ready.text)")
            #expect(try await server.sell(Sample.enad("first", quantity: 0)) == 503)
            other.kill()
        }
        try await eventually("the store is taken up again") { try await server.sell(Sample.enad("first", quantity: 0)) == 200 }
        #expect(try await server.platform.get("/readyz").status == 200)
        let request = try await seen("the message is told") { far.take() }
        request.answer(Self.fine)
        try await eventually("it is known as delivered") { try await server.shop.deliveries().map(\.state) == ["delivered"] }
        #expect(try await server.shop.events().count == 1)
        #expect(server.log.contains("The store works again, after "))
    }

    @Test(.enabled(if: Tool.areThere("python3"), "needs the Debian package python3, which locks"))
    func aStopOverAStoreThatDoesNotWorkSaysWhatIsNotWritten() async throws {
        let port = try FreePort.next()
        let far = try Listener(port: port)
        let server = try await Server.start(try shop(port, store: "stockbell.sqlite"))
        #expect(try await server.sell(Sample.enad("first", quantity: 0)) == 200)
        let underWay = try await seen("a message is under way") { far.take() }
        let other = try await lock(server.shop)
        underWay.answer(Self.fine)
        try await eventually("that it was told cannot be written") { try await server.platform.get("/readyz").status == 503 }
        #expect(try await server.stop() == .exit(0))
        #expect(server.log.contains("Stopped before the outcome of 1 message was written"), "\(server.log)")
        other.kill()
        #expect(try await server.shop.deliveries().map(\.state) == ["sending"])
    }

    @Test func aDamagedStoreIsRefusedAndSaysWhatToDo() async throws {
        let shop = try shop(FreePort.next(), store: "stockbell.sqlite")
        try shop.write(String(repeating: "no database", count: 1000), to: "stockbell.sqlite")
        let result = try await Program.run("serve", in: shop)
        #expect(result.end != .exit(0))
        #expect(result.errors.contains("stockbell.sqlite"))
        #expect(result.errors.contains("put the last backup in their place"), "\(result.errors)")
    }

    /// A program that keeps a shop's store locked until it is killed.
    private func lock(_ shop: Shop) async throws -> ChildProcess {
        let program = """
            import sqlite3, sys, time
            connection = sqlite3.connect(sys.argv[1], isolation_level=None)
            connection.execute('BEGIN IMMEDIATE')
            print('locked', flush=True)
            time.sleep(600)
            """
        let process = try ChildProcess([Tool.path("python3"), "-c", program, shop.folder + "/stockbell.sqlite"], folder: "/")
        try await eventually("the store is locked") { process.output.contains("locked") }
        return process
    }
}
