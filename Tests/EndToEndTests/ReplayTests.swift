import Foundation
import Testing

/// Other rules, tried on what came.
@Suite struct ReplayTests {
    private static func config(low: Int, to address: String) -> String {
        """
        "sources": { \(Snippet.tills) },
        "thresholds": [ { "low": \(low) } ],
        "channels": { "mail": { "type": "smtp", "url": "smtps://smtp.example.com", "from": "stock@example.com" } },
        "departments": { "purchasing": { "rules": [ { "name": "all", "send": "mail:\(address)" } ] } }
        """
    }

    @Test func saysWhatWouldBeSentAgainstWhatWas() async throws {
        let server = try await Server.start(try Shop(Self.config(low: 5, to: "buyers@example.com")), "--catch")
        let shop = server.shop
        for quantity in [20, 8, 4, 0] { #expect(try await server.sell(Sample.enad("A", quantity: quantity)) == 200) }
        #expect(try await shop.deliveries().count == 2)
        let same = try await Program.run("replay", "--since", "1h", "--dry-run", in: shop)
        #expect(same.output.contains("4 bodies played, and 0 from before them") && same.output.contains("Nobody would be told anything otherwise."))
        #expect(same.output.contains("purchasing  mail:buyers@example.com  2              2"))
        #expect(try await Program.run("replay", "--since", "1h", in: shop).errors.contains("A replay sends nothing to anybody; say --dry-run"))

        // Low at 10 from now on, and told to somebody else.
        try shop.write(
            """
            { "listen": "127.0.0.1:\(shop.publicPort)", "admin": { "listen": "127.0.0.1:\(shop.adminPort)" }, "store": "stockbell.sqlite",
              \(Self.config(low: 10, to: "lead@example.com")) }
            """, to: "other.json")
        let other = try await Program.run("backtest", "--since", "1h", "--config", "other.json", in: shop).output
        #expect(other.contains("mail:buyers@example.com  0              2") && other.contains("mail:lead@example.com    2              0"))
        #expect(other.contains("Would be told, and was not: 2") && other.contains("low-stock  A @ INV-1  → mail:lead@example.com, 20"))
        #expect(try await shop.deliveries().count == 2)
        #expect(try await shop.events().count == 4)
    }

    @Test func whatWouldBeToldLaterIsNamedWithBothTimes() async throws {
        let server = try await Server.start(try Shop(Self.config(low: 5, to: "buyers@example.com")), "--catch")
        let shop = server.shop
        for item in ["A", "B"] { #expect(try await server.sell(Sample.enad(item, quantity: 0)) == 200) }
        let silenced = Self.config(low: 5, to: "buyers@example.com").replacing(
            "\"name\": \"all\"", with: "\"name\": \"all\", \"limit\": { \"max\": 1, \"per\": \"10m\" }")
        try shop.write(
            """
            { "listen": "127.0.0.1:\(shop.publicPort)", "admin": { "listen": "127.0.0.1:\(shop.adminPort)" }, "store": "stockbell.sqlite",
              \(silenced) }
            """, to: "other.json")
        let soon = Date().addingTimeInterval(3600).formatted(.iso8601)
        let output = try await Program.run("backtest", "--since", "1h", "--until", soon, "--config", "other.json", in: shop).output
        #expect(output.contains("Would be told otherwise: 1") && output.contains(" in a storm, instead of 20"))
    }
}
