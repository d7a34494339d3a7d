import Foundation
import Testing

/// `stockbell audit`, on stores that the program made.
struct AuditTests {
    private let shop: Shop

    init() throws {
        shop = try Shop(Snippet.shop)
    }

    private func post(_ quantity: Int) async throws {
        let file = try shop.write(try Sample.enad("ESP-900", quantity: quantity), to: "event.json")
        let posted = try await Program.run("post", "--source", "tills", file, in: shop)
        #expect(posted.end == .exit(0), "\(posted.errors)")
    }

    /// Rewrites the store's file; nobody may have it open.
    private func rewrite(_ change: (inout Data) throws -> Void) throws {
        let file = URL(filePath: "\(shop.folder)/stockbell.sqlite")
        var bytes = try Data(contentsOf: file)
        try change(&bytes)
        try bytes.write(to: file)
    }

    @Test func printsTheLawWithNumbers() async throws {
        try await post(0)
        try await post(0)
        try await post(40)
        let result = try await Program.run("audit", in: shop)
        #expect(result.end == .exit(0), "\(result.errors)")
        #expect(result.output.contains("its file is sound"))
        let lines = result.output.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        #expect(lines.contains("arrivals 3 = 2 decoded + 1 duplicate + 0 ignored + 0 quarantined"))
        #expect(lines.contains { $0.hasPrefix("stock events 3 = 2 applied (2 with an alert) + 1 duplicate + ") })
        #expect(lines.contains("alert × address 5 = 5 carried by a delivery + 0 left out"))
        #expect(lines.contains { $0.hasPrefix("deliveries 5 = 0 held + 0 gathering + ") })
        #expect(result.output.hasSuffix("The law holds.\n"))
        let quick = try await Program.run("audit", "--no-file-check", in: shop)
        #expect(quick.output.contains("its file was not looked at"))
    }

    @Test func runsBesideAServer() async throws {
        let server = try await Server.start(shop)
        #expect(try await server.sell(Sample.enad("ESP-900", quantity: 0)) == 200)
        let audit = try await shop.audit()
        #expect(audit.holds)
        #expect(audit.law.first?.total == 1)
        _ = try await server.stop()
    }

    @Test func withoutAStoreItSaysWhatMakesOne() async throws {
        let result = try await Program.run("audit", in: shop)
        #expect(result.end == .exit(1))
        #expect(result.errors.contains("There is no store"))
    }

    @Test func namesTheRowThatBreaksTheLaw() async throws {
        try await post(0)
        // Of one length, so that the file is sound: only what it says is wrong.
        try rewrite { bytes in
            let verdict = try #require(bytes.firstRange(of: Data("decoded".utf8)))
            bytes.replaceSubrange(verdict, with: Data("ignored".utf8))
        }
        let result = try await Program.run("audit", in: shop)
        #expect(result.end == .exit(1))
        #expect(result.output.contains("its file is sound"))
        #expect(result.output.contains("is kept as ignored, but what became of its events is: applied\n"))
        #expect(result.output.contains("1 breach."))
        let audit = try await shop.audit()
        #expect(!audit.holds)
        #expect(audit.breaches.map(\.table) == ["arrival"])
        #expect(audit.breaches.map(\.check) == ["verdict"])
        let explained = try await Program.run("explain", audit.breaches[0].id, in: shop)
        #expect(explained.output.contains("ESP-900"))
    }

    @Test func aDamagedFileIsNamedWithWhatToDo() async throws {
        try await post(0)
        // All but the first page, which holds the tables' names.
        try rewrite { bytes in bytes.replaceSubrange(4096..., with: Data(repeating: 0xAA, count: bytes.count - 4096)) }
        let result = try await Program.run("audit", in: shop)
        #expect(result.end == .exit(1))
        #expect((result.output + result.errors).contains("stockbell.sqlite"))
        #expect((result.output + result.errors).contains("put the last backup in their place"))
    }
}
