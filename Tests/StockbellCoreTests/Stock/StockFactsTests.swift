import StockbellCore
import Testing

@Suite struct StockFactsTests {
    @Test func aSilenceTakesNothingBack() {
        let known = StockFacts(backorderAllowed: true, tracked: true, sellable: false, fulfiller: "F", updateSource: "manual", productIDs: ["1"])
        let silent = known.updated(by: StockFacts())
        #expect(silent.backorderAllowed == true && silent.tracked == true && silent.sellable == false)
        #expect(silent.fulfiller == "F" && silent.productIDs == ["1"])
        // What changed the stock belongs to the one change.
        #expect(silent.updateSource == nil)
    }

    @Test func whatIsToldReplaces() {
        let newer = StockFacts(backorderAllowed: false, tracked: false, sellable: true, fulfiller: "G", updateSource: "system", productIDs: ["2"])
        let known = StockFacts(backorderAllowed: true, tracked: true, sellable: false, fulfiller: "F", productIDs: ["1"])
        #expect(known.updated(by: newer) == newer)
    }
}
