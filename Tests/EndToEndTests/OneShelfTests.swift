import Foundation
import Testing

/// A shop and its warehouse system report the same boxes.
struct OneShelfTests {
    private struct Caught: Decodable {
        var channel: String
        var to: String?
        var subject: String?
        var text: String?
    }

    private static let config = """
        "places": {
          "hamburg": { "name": "Hamburg", "ids": ["web-shop:INV-1", "wms:HAM"] }, "linz": { "name": "Linz", "ids": ["web-shop:INV-2", "wms:LNZ"] }
        },
        "sources": {
          "wms": { "platform": "enad", "expectHeader": { "x-api-key": "\(Snippet.key)" }, "firstSight": "alert" },
          "web-shop": {
            "platform": "enad", "expectHeader": { "x-api-key": "\(Snippet.key)" }, "firstSight": "alert", "follows": "wms", "mismatchAfter": "1s"
          }
        },
        "channels": { "mail": { "type": "smtp", "url": "smtps://smtp.example.com", "from": "stock@example.com" } },
        "departments": {
          "purchasing": { "rules": [ { "on": "out-of-stock", "send": "mail:buyers@example.com" } ] },
          "control": { "rules": [ { "on": "mismatch", "send": "mail:control@example.com" } ] },
          "sales": { "rules": [ { "on": "out-of-stock", "across": "all-places", "send": "mail:sales@example.com" } ] }
        }
        """

    private func messages(_ server: Server, to address: String) async throws -> [Caught] {
        let all = try JSONDecoder().decode([Caught].self, from: try await server.admin.get("/catcher/messages.json").body)
        return all.filter { $0.to == address }
    }

    private func say(_ source: String, _ quantity: Int, at place: String, _ server: Server) async throws {
        let body = try Sample.enad("ESP-900", quantity: quantity, place: place)
        #expect(try await server.post(body, to: source, headers: ["x-api-key": Snippet.key]) == 200)
    }

    @Test func oneShelfMakesOneAlertAndADifferenceIsToldUntilBothAgree() async throws {
        let server = try await Server.start(try Shop(Self.config), "--catch")
        for (source, hamburg, linz) in [("wms", "HAM", "LNZ"), ("web-shop", "INV-1", "INV-2")] {
            try await say(source, 12, at: hamburg, server)
            try await say(source, 4, at: linz, server)
        }
        try await say("wms", 0, at: "HAM", server)
        try await eventually("the difference is told") { try await messages(server, to: "control@example.com").count == 1 }
        let alert = try #require(try await messages(server, to: "buyers@example.com").first)
        #expect(alert.text?.contains("ESP-900 ran out at Hamburg") == true)
        #expect(alert.text?.contains("Elsewhere: Linz 4.") == true)
        let difference = try #require(try await messages(server, to: "control@example.com").first)
        #expect(difference.text?.contains("web-shop still sells ESP-900 (12 pcs), but wms says that there is none at Hamburg.") == true)

        try await say("web-shop", 0, at: "INV-1", server)
        try await eventually("that it is over is told") { try await messages(server, to: "control@example.com").count == 2 }
        #expect(
            try await messages(server, to: "control@example.com").contains { $0.text?.contains("tell the same of ESP-900 at Hamburg again") == true })
        #expect(try await messages(server, to: "buyers@example.com").count == 1, "one shelf, one alert")
        #expect(try await messages(server, to: "sales@example.com").isEmpty)

        try await say("wms", 0, at: "LNZ", server)
        try await eventually("it is out everywhere") { try await messages(server, to: "sales@example.com").count == 1 }
        #expect(try await messages(server, to: "sales@example.com").first?.text?.contains("ESP-900 ran out everywhere") == true)
        #expect(try await server.stop() == .exit(0))
        let audit = try await server.shop.audit()
        #expect(audit.breaches == [])
    }
}
