import Foundation
import Testing

/// A catalogue as Excel saves it, and what a running server makes of its changes.
@Suite struct CatalogueTests {
    private static let config = """
        "sources": { \(Snippet.tills) },
        "defaults": { "currency": "EUR", "operator": "mail:boss@example.com" },
        "catalogue": { "file": "catalogue.csv", "columns": { "sku": "Artikelnummer", "name": "Bezeichnung" } },
        "thresholds": [ { "file": "thresholds.csv" }, { "low": 5 } ],
        "channels": { "mail": { "type": "smtp", "url": "smtps://smtp.example.com", "from": "stock@example.com" } },
        "departments": {
          "garden": { "rules": [ { "name": "garden", "where": { "category": "Garten" }, "send": "mail:garden@example.com" } ] }
        },
        "otherwise": "mail:ops@example.com"
        """

    private static let head = "Artikelnummer;Bezeichnung;category;price;status\r\n"

    private func shop(_ rows: String) throws -> Shop {
        let shop = try Shop(Self.config, files: ["thresholds.csv": "sku;low\nROSE;20\n"])
        // As Excel in Germany saves it: Windows-1252.
        try (Self.head + rows).data(using: .windowsCP1252)?.write(to: URL(filePath: shop.folder + "/catalogue.csv"))
        return shop
    }

    private func addresses(_ server: Server) async throws -> [String] { try await server.shop.deliveries().map(\.address) }

    @Test func aChangeIsTakenWhileEventsComeIn() async throws {
        let server = try await Server.start(try shop("ROSE;Rose für den Garten;Haus;9,90;\r\n"), "--catch")
        #expect(try await server.sell(Sample.enad("ROSE", quantity: 0)) == 200)
        #expect(try await addresses(server) == ["mail:ops@example.com"])
        let route = try await Program.run("explain", try #require(try await server.shop.events().first?.alert), in: server.shop).output
        #expect(route.contains("about Rose für den Garten") && route.contains("category \"Haus\" is not Garten"))

        // Another file under its name, as editors and Kubernetes do it.
        try server.shop.write(Self.head + "ROSE;Rose;Garten;9,90;seasonal\r\nFARN;Farn;Garten;x;\r\nMOOS;Moos;Garten;4;\r\n", to: "new.csv")
        #expect(rename(server.shop.folder + "/new.csv", server.shop.folder + "/catalogue.csv") == 0)
        try await eventually("the new catalogue is taken") { server.log.contains("catalogue.csv: 1 added, 1 changed; 2 rows now; skipped: 1") }
        #expect(server.log.contains("catalogue.csv:3:1: warning: price: must be a number"))
        #expect(try await server.sell(Sample.enad("ROSE", quantity: 40)) == 200)
        #expect(try await server.sell(Sample.enad("ROSE", quantity: 0)) == 200)
        #expect(try await addresses(server).filter { $0 == "mail:garden@example.com" }.count == 2)
        let alert = try #require(try await server.shop.events().last?.alert)
        #expect(try await Program.run("explain", alert, in: server.shop).output.contains("reason for none: seasonal or discontinued"))

        // A table of thresholds is one of them.
        try server.shop.write("sku;low\nROSE;20\nMOOS;30\n", to: "thresholds.csv")
        try await eventually("the new thresholds are taken") { server.log.contains("thresholds.csv: 1 added; 2 rows now") }
        #expect(try await server.sell(Sample.enad("MOOS", quantity: 90)) == 200)
        #expect(try await server.sell(Sample.enad("MOOS", quantity: 25)) == 200)
        #expect(try await server.shop.events().last?.alert != nil)
        #expect(try await server.shop.audit().holds)
    }

    @Test func aFileThatWasCutShortIsRefusedAndTold() async throws {
        let rows = (0..<40).map { "A\($0);Artikel \($0);Garten;1,50;\r\n" }
        let server = try await Server.start(try shop(rows.joined()), "--catch")
        try server.shop.write(Self.head + rows.prefix(10).joined(), to: "catalogue.csv")
        try await eventually("it is refused") { server.log.contains("catalogue.csv has 10 rows and had 40: it looks cut short") }
        try server.shop.write("", to: "catalogue.csv")
        try await eventually("it is refused again") { server.log.contains("is empty; its first line names the columns") }
        #expect(try await server.sell(Sample.enad("A39", quantity: 0)) == 200)
        #expect(try await addresses(server).contains("mail:garden@example.com"))
        let refused = try await Program.run("check", in: server.shop)
        #expect(
            refused.errors.contains("is empty; its first line names the columns")
                || refused.output.contains("is empty; its first line names the columns"))
        // Told once, and over when the file is well again.
        try await eventually("the operator is told") { try await addresses(server).contains("mail:boss@example.com") }
        try server.shop.write(Self.head + rows.prefix(39).joined(), to: "catalogue.csv")
        try await eventually("it is taken") { server.log.contains("catalogue.csv: 1 removed; 39 rows now") }
    }
}
