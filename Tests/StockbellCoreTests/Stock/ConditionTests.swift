import FoundationEssentials
import StockbellCore
import Testing

@Suite struct ConditionTests {
    @Test func whatIsNotCountedAndCanBeSoldIsNeitherOutNorLow() {
        let facts = { (tracked: Bool?, sellable: Bool?) in StockFacts(tracked: tracked, sellable: sellable) }
        for quantity in [0, -3, 2] as [Decimal] {
            #expect(Condition(quantity: quantity, threshold: 5, facts: facts(false, nil)) == .ok)
            #expect(Condition(quantity: quantity, threshold: 5, facts: facts(false, true)) == .ok)
            #expect(Condition(quantity: quantity, threshold: 5, facts: facts(false, false)) == (quantity > 0 ? .low : .out))
            #expect(Condition(quantity: quantity, threshold: 5, facts: facts(nil, nil)) == (quantity > 0 ? .low : .out))
        }
        #expect(Condition(quantity: nil, threshold: 5, facts: facts(false, nil)) == .unknown)
    }

    @Test(
        arguments: [
            (nil, nil, .unknown), (nil, 5, .unknown), (0, nil, .out), (0, 5, .out), (-1, 5, .out), (-0.001, nil, .out), (0.001, 5, .low),
            (1, 5, .low),
            (5, 5, .low), (5.001, 5, .ok), (6, 5, .ok), (1, nil, .ok), (1, 0, .ok), (1, -3, .ok), (0, 0, .out), (0, -3, .out),
            (Decimal.greatestFiniteMagnitude, 5, .ok), (Decimal.leastFiniteMagnitude, 5, .out), (Decimal.leastNonzeroMagnitude, 5, .low),
            (3, Decimal.greatestFiniteMagnitude, .low),
        ] as [(Decimal?, Decimal?, Condition)])
    func followsFromQuantityAndThresholdAlone(_ quantity: Decimal?, _ threshold: Decimal?, _ condition: Condition) {
        #expect(Condition(quantity: quantity, threshold: threshold) == condition)
    }
}
