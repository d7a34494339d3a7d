import Foundation
import Testing

/// Platforms' requests with real signatures, and with wrong ones.
@Suite(.enabled(if: Tool.areThere("python3"), "needs the Debian package python3, which signs"))
struct IntakeTests {
    private static let config = """
        "sources": {
          \(Snippet.tills),
          "licences": { "platform": "digital-river", "secret": ["new-token", "old-token"] },
          "web-shop": { "platform": "bigcommerce", "secret": "client-secret" }
        }
        """

    /// Digital River: `<timestamp>, <base64>` over "<timestamp>.<body>"; BigCommerce: Standard Webhooks.
    private static let signer = """
        import base64, hashlib, hmac, sys, time
        platform, key, age, body = sys.argv[1:]
        timestamp = str(int(time.time()) - int(age))
        prefix = f'{timestamp}.' if platform == 'digital-river' else f'id-{age}.{timestamp}.'
        signature = base64.b64encode(hmac.new(key.encode(), (prefix + body).encode(), hashlib.sha256).digest()).decode()
        print(timestamp, signature, end='')
        """

    private func sign(_ platform: String, _ body: String, key: String, age: Int = 0) async throws -> [String: String] {
        let parts = try await Tool.python(Self.signer, platform, key, String(age), body).split(separator: " ").map(String.init)
        switch platform {
        case "digital-river": return ["DigitalRiver-Signature": "\(parts[0]), \(parts[1])"]
        default: return ["webhook-id": "id-\(age)", "webhook-timestamp": parts[0], "webhook-signature": "v1,\(parts[1])"]
        }
    }

    @Test func onlyTheGenuineIsTaken() async throws {
        let server = try await Server.start(try Shop(Self.config))
        let enad = try Sample.enad("VAR-123", quantity: 5)
        #expect(try await server.sell(enad) == 200)
        #expect(try await server.post(enad, to: "tills") == 401)
        #expect(try await server.post(enad, to: "tills", headers: ["x-api-key": "guessed"]) == 401)

        let part = try Sample.digitalRiver("CCC")
        #expect(try await server.post(part, to: "licences", headers: sign("digital-river", part, key: "old-token")) == 200)
        #expect(try await server.post(part, to: "licences", headers: sign("digital-river", part, key: "guessed")) == 401)
        #expect(try await server.post(part + " ", to: "licences", headers: sign("digital-river", part, key: "new-token")) == 401)
        #expect(try await server.post(part, to: "licences") == 401)

        let variant = try Sample.bigCommerce("out_of_stock_reached", variant: 127)
        #expect(try await server.post(variant, to: "web-shop", headers: sign("bigcommerce", variant, key: "client-secret")) == 200)
        #expect(try await server.post(variant, to: "web-shop", headers: sign("bigcommerce", variant, key: "guessed")) == 401)
        #expect(try await server.post(variant, to: "web-shop", headers: sign("bigcommerce", variant, key: "client-secret", age: 3600)) == 401)

        #expect(try await server.post(part, to: "nobody") == 404)
        #expect(try await server.shop.events().map(\.source).sorted() == ["licences", "tills", "web-shop"])
    }

    @Test func badInputLosesNothingAndStopsNothing() async throws {
        let server = try await Server.start(try Shop(Self.config))
        let broken = #"{"id": "1", "type": "inventory.out_of_stock", "data": {"#
        #expect(try await server.post(broken, to: "licences", headers: sign("digital-river", broken, key: "new-token")) == 200)
        let foreign = #"{"id": "2", "type": "order.accepted", "data": {}}"#
        #expect(try await server.post(foreign, to: "licences", headers: sign("digital-river", foreign, key: "new-token")) == 200)
        let touched = try Sample.bigCommerce("stock_changed", variant: 127)
        #expect(try await server.post(touched, to: "web-shop", headers: sign("bigcommerce", touched, key: "client-secret")) == 200)
        #expect(try await server.post(String(repeating: " ", count: 1 << 20), to: "nobody") == 404)
        #expect(try await server.post(String(repeating: " ", count: 1 << 20 + 1), to: "tills") == 413)
        #expect(try await server.sell(Sample.enad("VAR-123", quantity: 5)) == 200)

        let rows = try await server.shop.events()
        #expect(rows.map(\.state).sorted() == ["applied", "ignored", "quarantined", "waiting"])
        #expect(rows.allSatisfy { !$0.reason.isEmpty })
        #expect(rows.first { $0.state == "waiting" }?.reason.contains("API token") == true)
        let quarantined = try await Program.run("events", "--json", "--state", "quarantined", in: server.shop).json([EventRow].self)
        #expect(quarantined.map(\.source) == ["licences"])
        #expect(try await server.platform.get("/healthz").status == 200)
        #expect(try await server.platform.get("/readyz").status == 200)
    }

    @Test func twoTypesWithOneIDAreTwoEventsAndOneAlert() async throws {
        let config = #""sources": { "licences": { "platform": "digital-river", "unsigned": true, "firstSight": "alert" } }"#
        let server = try await Server.start(try Shop(config))
        let out = try Sample.digitalRiver("CCC")
        let updated = out.replacing("inventory.out_of_stock", with: "inventory.fulfiller_managed_updated")
        for body in [out, updated, out, updated] { #expect(try await server.post(body, to: "licences") == 200) }
        let rows = try await server.shop.events()
        #expect(rows.map(\.state).sorted() == ["applied", "applied", "duplicate", "duplicate"])
        #expect(rows.compactMap(\.alert).count == 1)
    }
}
