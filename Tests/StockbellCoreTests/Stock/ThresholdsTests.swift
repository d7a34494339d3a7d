import FoundationEssentials
import StockbellCore
import Testing

@Suite struct ThresholdsTests {
    private static func subject(_ sku: String?) -> Subject { Subject(source: "tills", platform: .enad, item: Item(id: "1", sku: sku)) }

    private let thresholds = Thresholds([
        .init(where: .field(.sku, .matches([Glob("A-*")])), low: 12, origin: "first"),
        .init(where: .field(.sku, .matches([Glob("*-1")])), low: 3, okAbove: 15, backAbove: 2, origin: "second"),
        .init(where: .field(.sku, .matches([Glob("N-*")])), low: 0, origin: "never"),
        .init(low: 5, okAbove: 6, backAbove: 1, origin: "last"),
    ])

    @Test(
        arguments: [
            // Each key is taken from the first line that matches and has it.
            ("A-1", 12, "first", 15, "second", 2), ("A-2", 12, "first", 6, "last", 1), ("B-1", 3, "second", 15, "second", 2),
            ("B-2", 5, "last", 6, "last", 1),
            // 0 is an answer: never low.
            ("N-2", 0, "never", 6, "last", 1), (nil, 5, "last", 6, "last", 1),
        ] as [(String?, Decimal, String, Decimal, String, Decimal)])
    func theFirstMatchWinsKeyByKey(
        _ sku: String?, _ low: Decimal, _ lowFrom: String, _ okAbove: Decimal, _ okAboveFrom: String,
        _ backAbove: Decimal
    ) {
        #expect(
            thresholds.decide(Self.subject(sku))
                == .init(low: low, lowFrom: lowFrom, okAbove: okAbove, okAboveFrom: okAboveFrom, backAbove: backAbove, backAboveFrom: okAboveFrom))
    }

    @Test func whereNothingMatchesNothingIsDecided() {
        #expect(Thresholds().decide(Self.subject("A")) == .init())
        #expect(Thresholds([.init(where: .not(.always), low: 5, origin: "x")]).decide(Self.subject("A")) == .init())
    }
}
