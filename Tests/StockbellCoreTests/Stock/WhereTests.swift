import FoundationEssentials
import StockbellCore
import Testing

@Suite struct WhereTests {
    private static let full = Subject(
        source: "tills", platform: .enad, item: Item(id: "7", sku: "ESP-900"), place: Place(id: "2", name: "Hamburg"),
        facts: StockFacts(backorderAllowed: false, tracked: true, fulfiller: "DR globalTech", reason: StockReason(.synchronisation, isGuess: true)))
    private static let bare = Subject(source: "web", platform: .bigcommerce, item: Item(id: "7"))

    private static func text(_ field: Where.Field, _ patterns: String...) -> Where { .field(field, .matches(patterns.map { Glob($0) })) }
    private static func flag(_ wanted: Bool) -> Where { .field(.backorder, .equals(wanted)) }

    @Test(
        arguments: [
            // condition, with everything told, with the least told
            (.always, true, true), (text(.sku, "ESP-*"), true, false), (text(.sku, "X", "esp-9*"), true, false), (text(.sku, "X"), false, false),
            (text(.item, "7"), true, true), (text(.source, "TILLS"), true, false), (text(.fulfiller, "dr *"), true, false),
            // A place answers to its name and to its id.
            (text(.place, "hamburg"), true, false), (text(.place, "2"), true, false), (text(.place, "*"), true, false),
            (flag(false), true, false), (flag(true), false, false),
            // Not known is no, and its not is yes.
            (.field(.backorder, .not(.equals(true))), true, true), (.field(.backorder, .not(.equals(false))), false, true),
            (.field(.sku, .not(.matches([Glob("ESP-*")]))), false, true), (.field(.sku, .not(.not(.matches([Glob("ESP-*")])))), true, false),
            (.field(.tracked, .equals(true)), true, false), (.field(.tracked, .equals(false)), false, false),
            (.field(.tracked, .not(.equals(false))), true, true), (.field(.tracked, .not(.equals(true))), false, true),
            // A guess is not the fact.
            (text(.reason, "synchronisation?"), true, false), (text(.reason, "synchronisation*"), true, false),
            (text(.reason, "synchronisation"), false, false), (.field(.reason, .not(.matches([Glob("sold-out")]))), true, true),
            (.not(text(.place, "*")), false, true), (.not(.always), false, false),
            (.all([]), true, true), (.any([]), false, false), (.not(.any([])), true, true),
            (.all([text(.sku, "ESP-*"), flag(false)]), true, false), (.all([text(.sku, "ESP-*"), flag(true)]), false, false),
            (.any([text(.sku, "X"), text(.item, "7")]), true, true), (.any([text(.sku, "X"), flag(true)]), false, false),
            (.not(.all([text(.sku, "ESP-*"), flag(true)])), true, true),
            // The field `sku` is text, whatever somebody asks.
            (.field(.sku, .equals(true)), false, false), (.field(.backorder, .matches([Glob("*")])), false, false),
        ] as [(Where, Bool, Bool)])
    func answers(_ condition: Where, _ full: Bool, _ bare: Bool) {
        #expect(condition.answer(about: Self.full).isMatch == full)
        #expect(condition.answer(about: Self.bare).isMatch == bare)
    }

    @Test(
        arguments: [
            (.field(.price, .compares([.init(.below, 20)])), true, "price 19.9 is < 20"),
            (.field(.price, .compares([.init(.atLeast, 10), .init(.above, 20)])), false, "price 19.9 is not >= 10 and > 20"),
            (.field(.price, .compares([.init(.equal, Decimal(string: "19.90") ?? 0)])), true, "price 19.9 is = 19.9"),
            (.field(.price, .matches([Glob("*")])), false, "price is a number"),
            (text(.category, "garden"), true, "category \"Garden\" is garden"), (text(.tag, "VIP"), true, "tag \"new, vip\" is VIP"),
            (text(.tag, "old"), false, "tag \"new, vip\" is not old"), (text(.status, "seasonal"), true, "status \"seasonal\" is seasonal"),
            (text(.buyer, "*"), false, "buyer is not in the catalogue"),
            (.field(.buyer, .not(.matches([Glob("anna")]))), true, "buyer is not in the catalogue"),
            (text(.supplier, "Groß*"), true, "supplier \"Groß & Söhne\" is Groß*"),
        ] as [(Where, Bool, String)])
    func asksWhatTheCatalogueSays(_ condition: Where, isMatch: Bool, reason: String) {
        var entry = CatalogueEntry(line: 1)
        (entry.price, entry.category, entry.tags, entry.status) = (Decimal(string: "19.9"), "Garden", ["new", "vip"], .seasonal)
        entry.supplier = "Groß & Söhne"
        var subject = Self.bare
        subject.catalogue = Shared(entry)
        #expect(condition.answer(about: subject) == .init(isMatch: isMatch, reasons: [reason]))
    }

    @Test func saysWhatDecidedIt() {
        let all = Where.all([Self.text(.sku, "ESP-*"), Self.flag(true)])
        #expect(all.answer(about: Self.full).reasons == ["backorder is false"])
        #expect(Self.text(.sku, "ESP-*").answer(about: Self.full).reasons == ["sku \"ESP-900\" is ESP-*"])
        #expect(Self.text(.sku, "X").answer(about: Self.full).reasons == ["sku \"ESP-900\" is not X"])
        #expect(Self.flag(true).answer(about: Self.bare).reasons == ["backorder is not told by web"])
        #expect(Where.any([Self.text(.sku, "X"), Self.text(.item, "7")]).answer(about: Self.full).reasons == ["item \"7\" is 7"])
        #expect(Where.always.answer(about: Self.bare).reasons.isEmpty)
    }

    /// F17: what is not told is final: a condition on it is no, `not` of it is yes.
    @Test(arguments: [Where.Field.sku, .place, .fulfiller, .backorder, .tracked])
    func aFieldNotToldIsNoAndItsNotIsYes(_ field: Where.Field) {
        let test: Where.Test = field == .backorder || field == .tracked ? .equals(true) : .matches([Glob("*")])
        #expect(!Where.field(field, test).answer(about: Self.bare).isMatch)
        #expect(Where.field(field, .not(test)).answer(about: Self.bare).isMatch)
        #expect(Where.field(field, .not(test)).answer(about: Self.bare).reasons == ["\(field.rawValue) is not told by web"])
    }
}
