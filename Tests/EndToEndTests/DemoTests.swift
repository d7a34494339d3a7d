import Foundation
import Testing

/// The demo on the configuration that is shipped.
struct DemoTests {
    private struct Row: Decodable {
        var event: String
        var source: String
        var alert: String?
        var department: String?
        var address: String?
        var outcome: String
    }

    /// config.json and templates/ as they are shipped, in a folder of their own, on ports of their own.
    private func shipped() throws -> Shop {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let config = try String(contentsOf: root.appending(path: "config.json"), encoding: .utf8)
        var files: [String: String] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: root.path + "/templates") {
            files["templates/\(name)"] = try String(contentsOf: root.appending(path: "templates/\(name)"), encoding: .utf8)
        }
        return try Shop(files: files) { shop in
            config.replacing("127.0.0.1:8080", with: "127.0.0.1:\(shop.publicPort)").replacing("127.0.0.1:8081", with: "127.0.0.1:\(shop.adminPort)")
        }
    }

    @Test func theShippedConfigurationIsFine() async throws {
        let result = try await Program.run("check", in: try shipped())
        #expect(result.end == .exit(0), "\(result.output)\(result.errors)")
        #expect(result.output.contains("is fine"))
    }

    /// For what was told, what was not, and what came to nothing.
    @Test func everyEventIsExplained() async throws {
        let shop = try shipped()
        // On trial: decided and not sent.
        let text = try String(contentsOfFile: shop.folder + "/config.json", encoding: .utf8)
        try shop.write(text.replacing(#""sales": {"#, with: #""sales": { "mode": "trial","#), to: "config.json")
        #expect(try await Program.run("demo", "--once", in: shop).end == .exit(0))
        let events = try await shop.events()
        #expect(events.count == 12)
        var (told, left) = (0, 0)
        for event in events {
            let output = try await Program.run("explain", event.id, in: shop).output
            #expect(output.hasPrefix("Event \(event.id) came from \(event.source) at ") && output.contains("  \(event.state): \(event.reason)"))
            guard event.alert != nil else { continue }
            told += 1
            for rule in ["purchasing / everything", "purchasing / phone", "sales / can it be sold", "customer-service / was sagen wir den Kunden"] {
                #expect(output.contains("yes  \(rule)") || output.contains("no   \(rule)"), "\(rule) is asked: \(output)")
            }
            #expect(output.contains("  → buyers [purchasing/everything] delivered, 1 attempt"))
            left += output.contains("not sent, because its rule is on trial (20") ? 1 : 0
        }
        #expect(told == 4 && left == 3)
    }

    @Test func everyDepartmentHearsWhatTheConfigurationSays() async throws {
        let shop = try shipped()
        let result = try await Program.run("demo", "--once", "--json", in: shop)
        #expect(result.end == .exit(0), "\(result.errors)")
        let rows = try result.json([Row].self)
        let told = rows.filter { $0.address != nil }
        #expect(told.allSatisfy { $0.outcome == "delivered" })
        let heard = Dictionary(grouping: told) { "\($0.department ?? "") \($0.address ?? "")" }
            .mapValues { $0.map { "\($0.source) \($0.alert ?? "")" } }
        let all = ["licences out-of-stock", "licences back-in-stock", "web-shop low-stock", "web-shop out-of-stock"]
        #expect(heard["purchasing buyers"] == all)
        #expect(heard["purchasing mail:purchasing@example.com"] == all)
        #expect(heard["purchasing sms:+4915112345678"] == ["licences out-of-stock", "web-shop out-of-stock"])
        #expect(heard["sales mail:sales@example.com"] == all.filter { !$0.hasSuffix("low-stock") })
        #expect(heard["customer-service mail:service@example.com"] == all.filter { !$0.hasSuffix("low-stock") })
        #expect(heard["merchandising shop-system"] == all)
        #expect(heard.count == 6)

        let events = try await shop.events()
        #expect(events.map { "\($0.type?.split(separator: "/").last ?? "-"): \($0.state)" } == Self.states)
        #expect(events.allSatisfy { !$0.reason.isEmpty })
        let edges = events.filter { $0.alert != nil }.map(\.reason)
        #expect(edges == ["edge: out-of-stock", "edge: back-in-stock", "edge: low-stock", "edge: out-of-stock"])
        #expect(events.filter { $0.state == "waiting" }.allSatisfy { $0.reason == "needs the API token" })
        let silent = rows.filter { $0.address == nil }
        #expect(silent.count == 8)
        #expect(silent.allSatisfy { $0.outcome.hasPrefix("silent: ") })
    }

    /// What becomes of the platforms' own samples, in the order in which they are posted.
    private static let states = [
        "inventory.out_of_stock: applied", "inventory.fulfiller_managed_updated: applied", "inventory.self_managed_updated: applied",
        "variant_stock.updated: applied", "variant_stock.deleted: applied", "variant_stock_delta.updated: applied",
        "stock_changed: waiting", "low_stock_reached: applied", "out_of_stock_reached: applied", "settings_changed: waiting",
        "created: ignored", "updated: ignored",
    ]

    @Test func theDemoGoesOnUntilItIsStoppedAndShowsItsMessages() async throws {
        let shop = try shipped()
        let server = try await Server.start(shop, command: "demo")
        try await eventually("every sample's messages are on the page") {
            try JSONDecoder().decode([Caught].self, from: try await server.admin.get("/catcher/messages.json").body).count == 20
        }
        let page = try await server.admin.get("/catcher")
        #expect(page.text.contains("purchasing@example.com"))
        #expect(page.text.contains("+4915112345678"))
        try await eventually("it says where to look") { server.log.contains("http://127.0.0.1:\(shop.adminPort)/catcher") }
        #expect(try await server.stop() == .exit(0))
    }

    private struct Caught: Decodable {
        var id: Int
    }

    @Test func aStoreOfTheShopsOwnIsLeftAlone() async throws {
        let shop = try shipped()
        let event = try shop.write(try Sample.enad("VAR-123", quantity: 5), to: "event.json")
        #expect(try await Program.run("post", "--source", "tills", event, in: shop).end == .exit(0))
        let demo = try await Program.run("demo", "--once", in: shop)
        #expect(demo.end == .exit(1))
        #expect(demo.errors.contains("holds events that the demo did not make"))
        #expect(try await shop.events().count == 1)
    }
}
