import FoundationEssentials
import StockbellCore
import Testing

/// What can be said of conditions without any item.
@Suite struct WhereSenseTests {
    private static func matches(_ field: Where.Field, _ patterns: String...) -> Where { .field(field, .matches(patterns.map(Glob.init))) }
    private static func but(_ field: Where.Field, _ patterns: String...) -> Where { .field(field, .not(.matches(patterns.map(Glob.init)))) }
    private static func price(_ bounds: (Where.Comparison.Operator, Decimal)...) -> Where {
        .field(.price, .compares(bounds.map { Where.Comparison($0.0, $0.1) }))
    }

    @Test(
        arguments: [
            (.all([matches(.sku, "A", "B"), matches(.sku, "c", "D")]), "sku cannot be \"A\" or \"B\" and \"c\" or \"D\" at once"),
            (.all([matches(.sku, "TV-*"), .all([matches(.sku, "esp-*")])]), "sku cannot be \"TV-*\" and \"esp-*\" at once"),
            (.all([matches(.sku, "*-X"), matches(.sku, "A-Y")]), "sku cannot be \"*-X\" and \"A-Y\" at once"),
            (.all([matches(.sku, "TV-4*"), but(.sku, "TV-*")]), "sku cannot be \"TV-4*\" and not \"TV-*\" at once"),
            (.all([.field(.backorder, .equals(true)), .field(.backorder, .equals(false))]), "backorder cannot be true and false at once"),
            (price((.above, 5), (.below, 5)), "price cannot be > 5 and < 5"), (price((.atLeast, 9), (.atMost, 3)), "price cannot be >= 9 and <= 3"),
            (.all([price((.equal, 3)), price((.equal, 4))]), "price cannot be = 3 and = 4"),
            (matches(.status, "aktiv"), "there is no status \"aktiv\""), (matches(.reason, "stolen"), "there is no reason \"stolen\""),
            (.not(.always), "\"not\" leaves out everything"), (.any([matches(.status, "x"), .not(.always)]), "there is no status \"x\""),
        ] as [(Where, String)])
    func nothingFits(condition: Where, reason: String) {
        #expect(condition.contradiction(.init(hasCatalogue: true, isEverywhere: false)) == reason)
    }

    @Test(
        arguments: [
            .always, .all([matches(.sku, "A*"), matches(.sku, "*B")]), .all([matches(.sku, "A*C"), matches(.sku, "ABC")]),
            // A place goes by several names, an item has several tags, and a reason is a word and a sentence.
            .all([matches(.place, "Hamburg"), matches(.place, "2")]), .all([matches(.tag, "vip"), matches(.tag, "promo")]),
            matches(.reason, "seasonal or *"), .all([matches(.reason, "sold-out"), matches(.reason, "sold out")]),
            price((.atLeast, 5), (.atMost, 5)), price((.above, 5), (.below, 6)), .all([matches(.sku, "A*"), but(.sku, "AB*")]),
            .all([but(.sku, "A"), but(.sku, "B")]), .any([.not(.always), .always]), .not(matches(.status, "x")), matches(.status, "Disc*"),
            .field(.backorder, .not(.equals(true))),
        ] as [Where])
    func somethingMayFit(condition: Where) {
        #expect(condition.contradiction(.init(hasCatalogue: true, isEverywhere: false)) == nil)
    }

    @Test func whatIsAskedMayBeUnknowable() {
        let bare = Where.Certainty(hasCatalogue: false, isEverywhere: false)
        #expect(Self.matches(.category, "Garden").contradiction(bare) == "category is what a \"catalogue\" says, and there is none")
        #expect(Self.but(.category, "Garden").contradiction(bare) == nil)
        #expect(Self.matches(.name, "Garden").contradiction(bare) == nil)
        let everywhere = Where.Certainty(hasCatalogue: false, isEverywhere: true)
        #expect(Self.matches(.place, "Linz").contradiction(everywhere) == "with \"across\": \"all-places\" it hears of no single place")
        #expect(Self.matches(.place, "every*").contradiction(everywhere) == nil)
        #expect(Self.but(.place, "Linz").contradiction(everywhere) == nil)
    }

    @Test(
        arguments: [
            (.always, matches(.sku, "A"), true), (matches(.sku, "A"), .always, false), (matches(.sku, "A", "B"), matches(.sku, "b"), true),
            (matches(.sku, "TV-*"), matches(.sku, "TV-4*", "tv-55"), true), (matches(.sku, "TV-4*"), matches(.sku, "TV-*"), false),
            (matches(.sku, "A"), .all([matches(.place, "1"), matches(.sku, "A")]), true),
            (.all([matches(.place, "1"), matches(.sku, "A")]), matches(.sku, "A"), false),
            (.any([matches(.sku, "A"), matches(.place, "1")]), matches(.place, "1"), true),
            (matches(.sku, "A*"), .any([matches(.sku, "AB"), matches(.sku, "AC")]), true), (matches(.sku, "*"), matches(.place, "1"), false),
            (.not(matches(.sku, "AB")), .not(matches(.sku, "A*")), true), (.not(matches(.sku, "A*")), .not(matches(.sku, "AB")), false),
            (but(.sku, "AB"), but(.sku, "A*"), true),
        ] as [(Where, Where, Bool)])
    func oneConditionCoversAnother(wide: Where, narrow: Where, covers: Bool) {
        #expect(wide.covers(narrow) == covers)
    }

    /// Of random conditions over two fields: what is called impossible fits no item, and what is covered fits only where the cover does.
    @Test func neitherIsEverSaidWrongly() {
        var chance = SeededGenerator(seed: 5)
        let patterns = ["A", "B", "A*", "*B", "AB", "A*B", "*", "BA*"]
        func random(_ depth: Int) -> Where {
            switch Int.random(in: 0..<(depth == 0 ? 4 : 8), using: &chance) {
            case 0...1:
                let globs = (0..<Int.random(in: 1...2, using: &chance)).map { _ in Glob(patterns[Int.random(in: 0..<8, using: &chance)]) }
                let test = Where.Test.matches(globs)
                return .field(Bool.random(using: &chance) ? .sku : .fulfiller, Bool.random(using: &chance) ? test : .not(test))
            case 2: return .field(.backorder, .equals(Bool.random(using: &chance)))
            case 3:
                return .field(
                    .price,
                    .compares(
                        (0..<2).map { _ in
                            .init(
                                Where.Comparison.Operator.allCases[Int.random(in: 0..<5, using: &chance)],
                                Decimal(Int.random(in: 1...3, using: &chance)))
                        }))
            case 4...5: return .all((0..<2).map { _ in random(depth - 1) })
            case 6: return .any((0..<2).map { _ in random(depth - 1) })
            default: return .not(random(depth - 1))
            }
        }
        var subjects: [Subject] = []
        for sku in [nil, "A", "B", "AB", "BA", "AXB"] as [String?] {
            for fulfiller in [nil, "A", "AB", "BA"] as [String?] {
                for backorder in [nil, true, false] as [Bool?] {
                    for price in [nil, 0, 1, 1.5, 2, 2.5, 3, 4] as [Decimal?] {
                        var subject = Subject(source: "tills", platform: .enad, item: Item(id: "7", sku: sku))
                        (subject.facts.fulfiller, subject.facts.backorderAllowed) = (fulfiller, backorder)
                        var entry = CatalogueEntry(line: 1)
                        entry.price = price
                        subject.catalogue = Shared(entry)
                        subjects.append(subject)
                    }
                }
            }
        }
        var (impossible, covered) = (0, 0)
        for _ in 0..<1500 {
            let (one, other) = (random(2), random(2))
            if one.contradiction(.init(hasCatalogue: true, isEverywhere: false)) != nil {
                impossible += 1
                #expect(!subjects.contains { one.answer(about: $0).isMatch }, "\(one)")
            }
            if one.covers(other) {
                covered += 1
                #expect(!subjects.contains { other.answer(about: $0).isMatch && !one.answer(about: $0).isMatch }, "\(one) \(other)")
            }
        }
        #expect(impossible > 50 && covered > 20)
    }
}
