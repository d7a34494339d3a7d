import Foundation
import StockbellApp
import Testing

/// The README's tables are the program's own words.
@Suite struct ReadmeTests {
    private let readme: String

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    }

    @Test func keysAreThoseOfTheDecoder() throws {
        #expect(try section("keys") == Workplace.keyTable.trimmingCharacters(in: .newlines))
    }

    @Test func fieldsAreThoseOfTheLetters() throws {
        #expect(try section("fields") == Workplace.fieldTable.trimmingCharacters(in: .newlines))
    }

    private func section(_ name: String) throws -> String {
        let start = try #require(readme.range(of: "<!-- \(name) -->"))
        let end = try #require(readme.range(of: "<!-- /\(name) -->"))
        return readme[start.upperBound..<end.lowerBound].trimmingCharacters(in: .newlines)
    }
}
