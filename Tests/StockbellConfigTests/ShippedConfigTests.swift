import Foundation
import StockbellConfig
import StockbellCore
import Testing

@Suite struct ShippedConfigTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test func theShippedFileHasNoProblemAndNeedsNoEnvironment() throws {
        let text = try String(contentsOf: Self.root.appending(path: "config.json"), encoding: .utf8)
        let settings = try settings(text)
        #expect(problems(text) == [])
        #expect(settings.sources.map(\.name) == ["licences", "tills", "web-shop"])
        #expect(settings.sources.allSatisfy { $0.testEvents == .live && $0.firstSight == .alert })
        #expect(settings.channels.map(\.type) == ["smtp", "slack", "webhook", "kannel"])
        #expect(settings.routing.departments.map(\.name) == ["purchasing", "sales", "customer-service", "merchandising"])
        #expect(settings.routing.departments.map(\.locale) == ["en", "en", "de", "en"])
        #expect(settings.routing.operators.map(\.description) == ["mail:ops@example.com", "sms:+4915112345679"])
        #expect(settings.store == "/shop/data/stockbell.sqlite")
    }

    /// With STOCKBELL_WRITE_SCHEMA=1 in the environment it writes the file instead.
    @Test func theShippedSchemaIsTheProgramsOwn() throws {
        let file = Self.root.appending(path: "config.schema.json")
        if ProcessInfo.processInfo.environment["STOCKBELL_WRITE_SCHEMA"] != nil {
            try ConfigSchema.json().write(to: file, atomically: true, encoding: .utf8)
        }
        let shipped = try String(contentsOf: file, encoding: .utf8)
        #expect(
            shipped == ConfigSchema.json(),
            "declarations have changed; write the file anew with STOCKBELL_WRITE_SCHEMA=1 swift test --filter ShippedConfig")
    }
}
