import StockbellConfig
import StockbellCore
import Testing

@Suite struct ReasonsTests {
    private func read(_ reasons: String) -> ConfigResult {
        StockbellConfigTests.read(shop(sources: "\"s\": { \"platform\": \"enad\", \"unsigned\": true, \"reasons\": \(reasons) }"))
    }

    @Test func aBurstIsGuessedOnlyWhereItIsAskedFor() throws {
        #expect(try #require(read("{}").settings).sources[0].burst == nil)
        #expect(try #require(read(#"{ "burst": 200 }"#).settings).sources[0].burst == 200)
        #expect(read(#"{ "burst": 1 }"#).errors.map(\.path) == ["sources.s.reasons.burst"])
    }
}
