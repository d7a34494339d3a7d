import Foundation
import Testing

/// config.json, letters and their like change while a server works.
@Suite struct ReloadTests {
    private static func config(_ departments: String, channels: String = "", more: String = "") -> String {
        """
        "sources": { \(Snippet.tills) },
        "defaults": { "operator": "mail:boss@example.com" },
        "thresholds": [ { "low": 5 } ],
        "channels": { "mail": { "type": "smtp", "url": "smtps://smtp.example.com", "from": "stock@example.com" }\(channels) },
        "departments": { \(departments) }\(more)
        """
    }

    private static let sales = #""sales": { "rules": [ { "name": "gone", "on": "out-of-stock", "send": "mail:sales@example.com" } ] }"#
    private static let chat = #", "chat": { "type": "slack", "url": "https://hooks.slack.example/services/T/B/secret" }"#

    private func addresses(_ server: Server) async throws -> [String] { try await server.shop.deliveries().map(\.address) }

    @Test func rulesChannelsSourcesAndLettersAreTakenWhileEventsComeIn() async throws {
        let server = try await Server.start(try Shop(Self.config(Self.sales)), "--catch")
        #expect(try await server.sell(Sample.enad("A", quantity: 0)) == 200)
        let both = #""sales": { "rules": [ { "name": "gone", "on": "out-of-stock", "send": ["mail:sales@example.com", "chat"] } ] }"#
        try server.shop.rewrite(Self.config(both, channels: Self.chat))
        try await eventually("the new rule is taken") { server.log.contains(#"departments.sales.rules.gone.send was "mail:sales@example.com", is"#) }
        #expect(server.log.contains("channels.chat is new") && !server.log.contains("secret"))
        #expect(try await server.sell(Sample.enad("B", quantity: 0)) == 200)
        try await eventually("both are told") { try await server.shop.deliveries().filter { $0.state == "delivered" }.count == 3 }
        #expect(try await Set(addresses(server)) == ["mail:sales@example.com", "chat"])

        // A letter of the shop's own.
        try server.shop.write("Subject: Weg: {{item.name}}\n\nWeg.\n", to: "templates/out-of-stock.md")
        try await eventually("the letter is taken") { server.log.contains("templates/out-of-stock.md is new") }
        #expect(try await server.sell(Sample.enad("C", quantity: 0)) == 200)
        try await eventually("it is written so") { try await server.admin.get("/catcher/messages.json").text.contains("Weg: C") }

        // A channel that goes takes nothing else with it.
        try server.shop.rewrite(Self.config(Self.sales))
        try await eventually("the channel is gone") { server.log.contains("channels.chat is gone") }
        #expect(try await server.sell(Sample.enad("D", quantity: 0)) == 200)
        try await eventually("mail goes on") { try await server.shop.deliveries().filter { $0.state == "delivered" }.count == 6 }
        #expect(try await server.shop.audit().holds)
    }

    @Test func aMistakeChangesNothingAndIsToldOnce() async throws {
        let server = try await Server.start(try Shop(Self.config(Self.sales)), "--catch")
        try server.shop.rewrite(Self.config(#""sales": { "rules": [ { "name": "gone", "sned": "mail:x@example.com" } ] }"#))
        try await eventually("it is refused") { server.log.contains("config.json is not taken, what was read before goes on counting") }
        #expect(server.log.contains(#"did you mean "send"?"#))
        #expect(try await server.sell(Sample.enad("A", quantity: 0)) == 200)
        try await eventually("the old rule holds, and the operator hears of it") {
            let told = try await server.admin.get("/catcher/messages.json").text
            return told.contains("sales@example.com") && told.contains("boss@example.com")
        }
        // What needs a start says so.
        try server.shop.rewrite(Self.config(Self.sales, more: #", "publicURL": "https://stock.example.com""#))
        try await eventually("it is refused") { server.log.contains("publicURL is taken only at a start: restart Stockbell, or put it back") }
        try server.shop.rewrite(Self.config(Self.sales))
        #expect(kill(server.processID, SIGHUP) == 0)
        try await eventually("all is well again") { server.log.contains("Everything was read again; nothing is different.") }
    }

    @Test func aSignalHasEverythingReadAgain() async throws {
        let server = try await Server.start(try Shop(Self.config(Self.sales)), "--catch")
        #expect(kill(server.processID, SIGHUP) == 0)
        try await eventually("it is read") { server.log.contains("Everything was read again; nothing is different.") }
        #expect(try await server.sell(Sample.enad("A", quantity: 0)) == 200)
    }
}
