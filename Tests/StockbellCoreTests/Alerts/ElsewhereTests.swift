import FoundationEssentials
import StockbellCore
import Testing

@Suite struct ElsewhereTests {
    private static func shelf(_ quantity: Decimal?, _ condition: Condition) -> Elsewhere.Shelf {
        Elsewhere.Shelf(place: Place(id: "1"), quantity: quantity, condition: condition)
    }

    @Test(
        arguments: [
            ([], nil, false), ([shelf(4, .low)], 4, false), ([shelf(4, .low), shelf(nil, .out)], 4, false), ([shelf(nil, .out)], nil, true),
            ([shelf(0, .out), shelf(-1, .out)], -1, true), ([shelf(nil, .low)], nil, false),
        ] as [([Elsewhere.Shelf], Decimal?, Bool)])
    func notKnownIsNotNone(_ shelves: [Elsewhere.Shelf], _ total: Decimal?, _ isNone: Bool) {
        #expect(Elsewhere(shelves: shelves).total == total)
        #expect(Elsewhere(shelves: shelves).isNone == isNone)
    }
}
