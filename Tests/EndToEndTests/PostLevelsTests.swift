import Foundation
import Testing

/// A warehouse that drops a table every quarter of an hour.
@Suite struct PostLevelsTests {
    private static let config = """
        "sources": { "wms": { "platform": "bigcommerce", "unsigned": true, "firstSight": "alert" } },
        "catalogue": { "file": "catalogue.csv" },
        "thresholds": [ { "low": 5 } ],
        "channels": { "mail": { "type": "smtp", "url": "smtps://smtp.example.com", "from": "stock@example.com" } },
        "otherwise": "mail:ops@example.com"
        """

    @Test func aTableIsPostedAndWhatIsMissingInItIsOnlyReported() async throws {
        let shop = try Shop(Self.config, files: ["catalogue.csv": "sku;item;name\nA;wms:127;Apple\n"])
        try shop.write("sku;place;quantity\nA;Hamburg;12\nB;Hamburg;7\nC;Hamburg;x\n", to: "levels.csv")
        let first = try await Program.run("post", "--source", "wms", "levels.csv", in: shop)
        #expect(first.output.contains("2 of 2 rows kept") && first.errors.contains("skipped: levels.csv:4: quantity: must be a number"))
        try shop.write("sku;place;quantity\nA;Hamburg;0\n", to: "levels.csv")
        let second = try await Program.run("post", "--source", "wms", "--snapshot", "levels.csv", in: shop)
        #expect(second.output.contains("Not in levels.csv, though known of wms, and left as it was: 1\n  B @ Hamburg: 7"))
        // The same again says nothing new.
        #expect(try await Program.run("post", "--source", "wms", "levels.csv", in: shop).end == .exit(0))
        let rows = try await shop.events()
        #expect(rows.map(\.state) == ["applied", "applied", "applied", "duplicate"])
        #expect(rows.map(\.quantity) == [12, 7, 0, 0] && rows.compactMap(\.alert).count == 1)
        // By the platform's own id, which the catalogue knows.
        #expect(try await Program.run("events", in: shop).output.contains("Apple @ Hamburg"))
        #expect(try await shop.audit().holds)
        #expect(try await Program.run("post", "--source", "wms", "--snapshot", "event.json", in: shop).errors.contains("--snapshot is for a table"))
    }
}
