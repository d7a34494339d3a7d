import Foundation
import Testing

/// A body that nobody could read, and the day when somebody can.
@Suite struct ReingestTests {
    private static func config(_ quantity: String) -> String {
        """
        "sources": { "wms": { "platform": "mapping", "unsigned": true, "mapping": { "item": "$.article", "quantity": "$.\(quantity)" } } },
        "thresholds": [ { "low": 5 } ],
        "channels": { "mail": { "type": "smtp", "url": "smtps://smtp.example.com", "from": "stock@example.com" } },
        "otherwise": "mail:ops@example.com"
        """
    }

    private static func whole(_ shop: Shop, _ quantity: String) -> String {
        """
        { "listen": "127.0.0.1:\(shop.publicPort)", "admin": { "listen": "127.0.0.1:\(shop.adminPort)" }, "store": "stockbell.sqlite",
          \(config(quantity)) }
        """
    }

    @Test func isReadAgainBesideARunningServer() async throws {
        let server = try await Server.start(try Shop(Self.config("stock")), "--catch")
        let shop = server.shop
        for body in [#"{"article":"A","onHand":9}"#, #"{"article":"A","onHand":0}"#, "nonsense"] {
            #expect(try await server.post(body, to: "wms") == 200)
        }
        #expect(try await shop.events().map(\.state) == ["quarantined", "quarantined", "quarantined"])
        // Somebody mends the mapping; the server goes on as it was.
        try shop.write(Self.whole(shop, "onHand"), to: "config.json")
        let dry = try await Program.run("reingest", "--all", "--dry-run", in: shop).output
        #expect(dry.contains("3 bodies read again: 2 understood, 1 still not. Nothing was changed"))
        #expect(try await shop.events().map(\.state) == ["quarantined", "quarantined", "quarantined"])
        let read = try await Program.run("reingest", "--source", "wms", in: shop).output
        #expect(read.contains("edge: out-of-stock") && read.contains("3 bodies read again: 2 understood, 1 still not."))
        let rows = try await shop.events()
        #expect(rows.map(\.state) == ["applied", "applied", "quarantined"] && rows.allSatisfy { $0.reason.hasPrefix("read again at ") })
        try await eventually("the server sends what follows") { try await shop.deliveries().map(\.state) == ["delivered"] }
        #expect(try await Program.run("reingest", rows[0].id, in: shop).errors.contains("Nothing that is quarantined has the id"))
        #expect(try await Program.run("reingest", "--all", in: shop).output.contains("1 body read again: 0 understood, 1 still not."))
        #expect(try await shop.deliveries().count == 1)
        #expect(try await shop.audit().holds)
    }
}
