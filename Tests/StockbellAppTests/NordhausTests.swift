import Foundation
import StockbellConfig
import StockbellCore
import StockbellEngine
import Testing

/// A whole shop as it would write it, and forty events of it.
@Suite struct NordhausTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Routes/nordhaus")
        .path

    private static func read(_ text: String) -> ConfigResult {
        let names = ["BC_STORE", "BC_SECRET", "BC_TOKEN", "WMS_KEY", "SMTP_PASSWORD", "SMS_PASSWORD"]
        let secrets = names.map { ($0, "abc123\($0.replacing("_", with: ""))") }
        let chats = ["SLACK_BUYERS", "SLACK_SALES", "SLACK_SERVICE", "SLACK_WAREHOUSE"].map { ($0, "https://hooks.slack.example/services/\($0)") }
        return ConfigReader.read(
            text: text, file: "config.json", folder: folder, environment: Dictionary(uniqueKeysWithValues: secrets + chats),
            readFile: { try String(contentsOfFile: $0.hasPrefix("/") ? $0 : folder + "/" + $0, encoding: .utf8) },
            isKnownZone: FoundationZones.knows)
    }

    private static func text(_ file: String) throws -> String { try String(contentsOfFile: folder + "/" + file, encoding: .utf8) }

    @Test func theConfigurationIsAcceptedAndItsEventsGoWhereItsCommentsSay() throws {
        let result = Self.read(try Self.text("config.json"))
        #expect(result.problems.map(\.description) == [])
        let settings = try #require(result.settings)
        let table = RouteCases(try Self.text("routes.json5"), file: "routes.json5", settings: settings)
        #expect(table.problems.map(\.description) == [])
        #expect(table.cases.count >= 40)
        for one in table.cases { #expect(RouteTrial(one, in: settings, FoundationZones()).differences == [], "\(one.name)") }
    }
}
