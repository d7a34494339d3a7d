import Testing

/// What proves a configuration before it is used: who is on duty, and who hears what.
struct RoutesTests {
    private let shop: Shop

    init() throws {
        shop = try Shop(
            """
            "sources": { \(Snippet.tills) }, "thresholds": [{ "low": 5 }],
            "channels": {
              "mail": { "type": "smtp", "url": "smtps://smtp.example.com", "from": "stock@example.com" },
              "sms": { "type": "kannel", "url": "https://sms.example.com/cgi-bin/sendsms", "username": "shop", "password": "secret" }
            },
            "people": { "anna": { "sms": "+4915112345671" }, "ben": { "sms": "+4915112345672" } },
            "duty": { "buyer": { "people": ["anna", "ben"], "change": "mon 08:00", "since": "2026-01-05" } },
            "departments": { "purchasing": { "rules": [{ "name": "phone", "on": "out-of-stock", "send": "sms:@buyer" }] } },
            "otherwise": "mail:ops@example.com"
            """)
    }

    @Test func whoIsOnDutyIsListedWithTheNextTenTurns() async throws {
        let result = try await Program.run("duty", "buyer", in: shop)
        #expect(result.end == .exit(0))
        let lines = result.output.split(separator: "\n")
        #expect(lines.count == 11 && lines[0].contains("is on duty, until Mon "))
        #expect(lines.dropFirst().allSatisfy { $0.contains(" 08:00  ") })

        struct Row: Decodable {
            struct Turn: Decodable {
                var person: String
            }
            var onDuty: String
            var turns: [Turn]
        }
        let rows = try await Program.run("duty", "--json", in: shop).json([Row].self)
        #expect(rows.map(\.onDuty) == rows.compactMap(\.turns.first?.person))
        #expect(Set(rows.flatMap(\.turns).map(\.person)) == ["anna", "ben"])
        let stranger = try await Program.run("duty", "byer", in: shop)
        #expect(stranger.end != .exit(0) && stranger.errors.contains("There is no rota \"byer\" in `duty`; there is buyer."))
    }

    @Test func aTableOfCasesIsTriedAndADifferenceIsAFailure() async throws {
        let sku = "\"source\": \"tills\", \"sku\": \"CUP-1\""
        let good =
            "{ \"case\": \"out\", \"event\": { \(sku), \"quantity\": 0 }, \"expect\": { \"purchasing\": \"sms:@buyer\", \"otherwise\": false } }"
        let bad = "{ \"case\": \"low\", \"event\": { \(sku), \"quantity\": 4 },\n\"expect\": { \"purchasing\": \"sms:@buyer\" } }"
        try shop.write("[\(good)]", to: "good.json5")
        try shop.write("[\(good),\n\(bad)]", to: "bad.json5")
        try shop.write("[{ \"case\": \"x\", \"evnt\": {}, \"expect\": { \"purchasing\": true } }]", to: "broken.json5")

        let fine = try await Program.run("routes", "test", "good.json5", in: shop)
        #expect(fine.end == .exit(0) && fine.output == "good.json5: 1 case, all as expected.\n")
        let differs = try await Program.run("routes", "test", "bad.json5", in: shop)
        #expect(differs.end == .exit(1))
        #expect(
            differs.output == """
                bad.json5:2: low
                  line 3, purchasing: expected sms:@buyer; got nothing
                    no   purchasing / phone (hears out-of-stock; this is low-stock)
                bad.json5: 1 of 2 cases not as expected.

                """)
        let broken = try await Program.run("routes", "test", "broken.json5", in: shop)
        #expect(broken.end == .exit(1) && broken.errors.contains("broken.json5:1:17: [0].evnt: unknown key; did you mean \"event\"?"))
    }
}
