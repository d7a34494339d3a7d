import FoundationEssentials
import StockbellCore
import Testing

@Suite struct EdgeRulesTests {
    /// Everything that can be told × every condition, with `low` ending above 15.
    @Test(
        arguments: [
            (.none, .unknown, nil, nil, .none, false), (.low, .unknown, nil, nil, .low, false), (.out, .unknown, nil, nil, .out, false),
            (.none, .ok, 20, nil, .none, true), (.none, .ok, 13, nil, .none, true), (.none, .low, 3, .lowStock, .low, false),
            (.none, .low, nil, .lowStock, .low, false), (.none, .out, 0, .outOfStock, .out, false), (.none, .out, nil, .outOfStock, .out, false),
            (.low, .ok, 13, nil, .low, false), (.low, .ok, 15, nil, .low, false), (.low, .ok, 15.01, .refilled, .none, true),
            (.low, .ok, 20, .refilled, .none, true), (.low, .ok, nil, .refilled, .none, true), (.low, .low, 3, nil, .low, false),
            (.low, .out, 0, .outOfStock, .out, false), (.out, .ok, 20, .backInStock, .none, true), (.out, .ok, 13, .backInStock, .low, false),
            (.out, .low, 3, .backInStock, .low, false), (.out, .low, nil, .backInStock, .low, false), (.out, .out, 0, nil, .out, false),
            (.out, .out, -4, nil, .out, false),
        ] as [(Incident.Told, Condition, Decimal?, AlertKind?, Incident.Told, Bool)])
    func tellsOnceWhatIsNew(
        _ told: Incident.Told, _ condition: Condition, _ quantity: Decimal?, _ kind: AlertKind?, _ after: Incident.Told, _ closes: Bool
    ) {
        let edge = EdgeRules.edge(told: told, condition: condition, quantity: quantity, okAbove: 15)
        #expect(edge.kind == kind)
        #expect(edge.told == after)
        #expect(edge.closes == closes)
    }

    @Test(arguments: [Incident.Told.low, .out])
    func withoutOkAboveAnyOkEndsIt(_ told: Incident.Told) {
        let edge = EdgeRules.edge(told: told, condition: .ok, quantity: 5.5, okAbove: nil)
        #expect(edge.kind == (told == .low ? .refilled : .backInStock))
        #expect(edge.closes && edge.told == .none)
    }

    /// What was told to be out is back above `backAbove` only, whatever its condition; a declaration without a number is not held back.
    @Test(
        arguments: [
            (.out, .low, 3, nil, .out, false), (.out, .low, 4, nil, .out, false), (.out, .low, 4.5, .backInStock, .low, false),
            (.out, .ok, 4, nil, .out, false), (.out, .ok, 13, .backInStock, .low, false), (.out, .ok, 16, .backInStock, .none, true),
            (.out, .low, nil, .backInStock, .low, false), (.out, .ok, nil, .backInStock, .none, true), (.out, .out, 0, nil, .out, false),
            (.none, .out, 0, .outOfStock, .out, false), (.low, .ok, 16, .refilled, .none, true), (.none, .low, 3, .lowStock, .low, false),
        ] as [(Incident.Told, Condition, Decimal?, AlertKind?, Incident.Told, Bool)])
    func backAboveGatesTheEndOfOut(
        _ told: Incident.Told, _ condition: Condition, _ quantity: Decimal?, _ kind: AlertKind?, _ after: Incident.Told, _ closes: Bool
    ) {
        let edge = EdgeRules.edge(told: told, condition: condition, quantity: quantity, okAbove: 15, backAbove: 4)
        #expect(edge.kind == kind && edge.told == after && edge.closes == closes)
    }

    /// An `okAbove` below the threshold holds nothing back.
    @Test func okAboveBelowTheThresholdIsNoGate() {
        #expect(EdgeRules.edge(told: .low, condition: .ok, quantity: 6, okAbove: 2).kind == .refilled)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func theSameConditionTwiceIsToldOnce(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var told = Incident.Told.none
        for _ in 0..<30 {
            let quantity = Decimal(Int.random(in: -1...20, using: &generator))
            let condition = Condition(quantity: quantity, threshold: 12)
            told = EdgeRules.edge(told: told, condition: condition, quantity: quantity, okAbove: 15).told
            let again = EdgeRules.edge(told: told, condition: condition, quantity: quantity, okAbove: 15)
            #expect(again.kind == nil, "seed \(seed)")
            #expect(again.told == told, "seed \(seed)")
        }
    }

    @Test(
        arguments: [
            (.outOfStock, [.out]), (.lowStock, [.low]), (.backInStock, [.none, .low]), (.refilled, [.none]), (.trouble, [.out]),
        ] as [(AlertKind, Set<Incident.Told>)])
    func anAlertStaysTrueWhileItIsSo(_ kind: AlertKind, _ trueWhile: Set<Incident.Told>) {
        for told in [Incident.Told.none, .low, .out] {
            #expect(EdgeRules.isStillTrue(kind, told: told) == trueWhile.contains(told))
        }
    }
}
