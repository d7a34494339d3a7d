import FoundationEssentials
import StockbellCore
import Testing

@testable import StockbellTemplates

@Suite struct TemplatesFolderTests {
    /// `templates/` of the repository.
    private static func shipped() throws -> [String: String] {
        let folder = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined() + "/templates"
        var files: [String: String] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".md") || name.hasSuffix(".html") {
            files[name] = String(decoding: try Data(contentsOf: URL(filePath: "\(folder)/\(name)")), as: UTF8.self)
        }
        return files
    }

    @Test func theShippedTemplatesAreTheBuiltInLetters() throws {
        #expect(try Self.shipped() == BuiltIn.files.filter { !$0.key.hasSuffix(".json") })
    }

    @Test func theShippedTemplatesLoadWithoutAWarning() throws {
        #expect(try Fixture.loadWithWarnings(Self.shipped()).warnings.isEmpty)
    }
}
