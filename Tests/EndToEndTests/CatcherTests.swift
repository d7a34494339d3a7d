import Foundation
import Testing

/// `serve --catch`: everything can be seen, nothing is sent.
struct CatcherTests {
    private struct Caught: Decodable {
        var channel: String
        var type: String
        var to: String?
        var text: String?
    }

    private func messages(_ http: HTTP) async throws -> [Caught] {
        try JSONDecoder().decode([Caught].self, from: try await http.get("/catcher/messages.json").body)
    }

    @Test func everyMessageCanBeReadOnBothDoors() async throws {
        let server = try await Server.start(try Shop(Snippet.shop), "--catch")
        #expect(try await server.sell(Sample.enad("ESP-900", quantity: 0)) == 200)
        try await eventually("three messages are caught") { try await messages(server.admin).count == 3 }
        for door in [server.admin, server.platform] {
            let caught = try await messages(door).sorted { $0.type < $1.type }
            #expect(caught.map(\.type) == ["chat", "mail", "sms"])
            #expect(caught.map(\.channel) == ["buyers", "mail", "sms"])
            #expect(caught.map(\.to) == [nil, "purchasing@example.com", "+4915112345678"])
            #expect(caught.allSatisfy { $0.text?.contains("ESP-900") == true })
        }
        let page = try await server.admin.get("/catcher")
        #expect(page.status == 200)
        #expect(page.type?.hasPrefix("text/html") == true)
        #expect(page.text.contains("ESP-900"))
        #expect(try await server.admin.get("/catcher", headers: ["Host": "evil.example.com"]).status == 403)

        let start = ContinuousClock.now
        #expect(try await server.stop() == .exit(0))
        #expect(ContinuousClock.now - start < .seconds(10))
        #expect(try await server.shop.deliveries().map(\.state) == ["delivered", "delivered", "delivered"])
    }

    @Test func aRunningServerSendsWhatIsPostedBesideIt() async throws {
        let server = try await Server.start(try Shop(Snippet.shop), "--catch")
        let file = try server.shop.write(try Sample.enad("ESP-900", quantity: 0), to: "event.json")
        #expect(try await Program.run("post", "--source", "tills", file, in: server.shop).end == .exit(0))
        // A clerk that nobody tells looks by itself after 30 s: that would be too late for these.
        try await eventually("what was posted from a file is told", within: .seconds(20)) { try await messages(server.admin).count == 3 }
        let lines = try (1...3).map { try Sample.enad("CUP-\($0)", quantity: 0) }.joined(separator: "\n")
        let posted = try await Program.run("post", "--source", "tills", "--json", "-", in: server.shop, input: lines + "\n\n")
        #expect(try posted.json([String: Int].self) == ["posted": 3, "kept": 3, "quarantined": 0, "failed": 0])
        try await eventually("what was posted as NDJSON is told", within: .seconds(20)) { try await messages(server.admin).count == 9 }
    }

    @Test func aSecondServerOnOneStoreIsRefused() async throws {
        let server = try await Server.start(try Shop(Snippet.shop), "--catch")
        let second = try await Program.run("serve", in: server.shop)
        #expect(second.end == .exit(1))
        #expect(second.errors.contains("stockbell.sqlite"))
        #expect(try await server.platform.get("/readyz").status == 200)
    }
}
