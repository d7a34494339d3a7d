import Foundation
import Testing

/// A server that runs for a long time.
@Suite(.enabled(if: Tool.areThere("python3"), "needs the Debian package python3, which makes events old"))
struct RetentionTests {
    /// Lets all that led to no alert have come in 2023: ids begin with their time.
    private static let age = """
        import sqlite3, sys
        store = sqlite3.connect(sys.argv[1])
        old = lambda column: f"{column} = '01GN' || substr({column}, 5)"
        quiet = "SELECT arrival FROM event WHERE alert IS NULL"
        store.execute(f"UPDATE arrival SET {old('id')}, {old('first_event')}, {old('last_event')} WHERE id IN ({quiet})")
        store.execute(f"UPDATE event SET {old('id')}, {old('arrival')} WHERE alert IS NULL")
        store.commit()
        """

    @Test func whatIsOldGoesWhileItRuns() async throws {
        let shop = try Shop(Snippet.shop)
        let events = try (0..<700).map { try Sample.enad("CUP-\($0)", quantity: 20) } + [try Sample.enad("ESP-900", quantity: 0)]
        let file = try shop.write(events.joined(separator: "\n"), to: "events.ndjson")
        #expect(try await Program.run("post", "--source", "tills", file, in: shop).end == .exit(0))
        let quiet = try #require(try await shop.events().first { $0.alert == nil })
        _ = try await Tool.python(Self.age, shop.folder + "/stockbell.sqlite")
        #expect(try await shop.events().count == 701)

        let server = try await Server.start(shop)
        try await eventually("only what led to an alert is left") { try await shop.events().count == 1 }
        #expect(try await shop.events().first?.alert != nil)
        let gone = try await Program.run("explain", quiet.id, in: shop)
        #expect(gone.errors.contains("events without an alert after 7 d"), "\(gone.errors)")
        // What is believed is not forgotten with it: the same number changes nothing.
        #expect(try await server.sell(Sample.enad("CUP-1", quantity: 0)) == 200)
        #expect(try await shop.events().last?.reason.contains("first sight") == false)
        #expect(try await server.stop() == .exit(0))
    }
}
