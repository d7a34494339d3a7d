import FoundationEssentials
import StockbellCore
import Testing

@Suite struct CatalogueTests {
    private static func world(_ fill: (inout CatalogueEntry) -> Void, condition: Where = .always) throws -> World {
        var entry = CatalogueEntry(line: 40)
        (entry.sku, entry.items, entry.name, entry.category) = ("ESP-900", ["tills:A"], "LatteGo", "Coffee")
        fill(&entry)
        var settings = try Settings.fixture(
            departments: [.wanting("purchasing", "mail:buyers@example.com", where: condition)], otherwise: Address(text: "mail:ops@example.com"))
        settings.catalogue = Catalogue(name: "catalogue.csv", entries: [entry])
        return World(settings)
    }

    private static func bare(_ quantity: Decimal, facts: StockFacts = .init()) -> StockEvent {
        var event = stockEvent(.level, "A", quantity, previous: 9, facts: facts)
        event.subject.item = Item(id: "A", name: "espresso machine 900")
        return event
    }

    @Test func theShopsOwnWordsGoBeforeThePlatforms() throws {
        var world = try Self.world { $0.price = 649 }
        let record = try world.post(Self.bare(0))
        #expect(record.item == Item(id: "A", sku: "ESP-900", name: "LatteGo"))
        let alert = try #require(world.alert(record))
        #expect(alert.subject.item.name == "LatteGo" && alert.subject.catalogue?.price == 649 && alert.subject.catalogue?.line == 40)
        // What is stored with every event stays small.
        let level = try #require(world.shelf.levels[alert.subject.key])
        #expect(level.subject.item == Item(id: "A", sku: "ESP-900", name: "LatteGo") && level.subject.catalogue == nil)
    }

    @Test func anItemThatIsNotInItKeepsWhatThePlatformTold() throws {
        var world = try Self.world { $0.items = [] }
        let alertRecord = try world.post(Self.bare(0))
        let alert = try #require(world.alert(alertRecord))
        #expect(alert.subject.item == Item(id: "A", name: "espresso machine 900") && alert.subject.catalogue == nil)
    }

    /// An event that names no article number is known by the one of an earlier event.
    @Test func theArticleNumberOfAnEarlierEventCounts() throws {
        var world = try Self.world { $0.items = [] }
        var first = Self.bare(9)
        first.subject.item.sku = "esp-900"
        try world.post(first, second: 1)
        let alertRecord = try world.post(Self.bare(0), second: 2)
        let alert = try #require(world.alert(alertRecord))
        #expect(alert.subject.catalogue?.category == "Coffee")
    }

    @Test(
        arguments: [
            (.seasonal, nil, nil, "seasonal"), (.discontinued, nil, StockReason(.soldOut), "seasonal"), (.active, nil, nil, nil),
            (.seasonal, nil, StockReason(.countReset), "count-reset"), (.seasonal, nil, StockReason(.synchronisation, isGuess: true), "seasonal"),
            (nil, StockReason(.errorCorrection), StockReason(.soldOut), "error-correction"), (nil, nil, StockReason(.soldOut), "sold-out"),
        ] as [(CatalogueEntry.Status?, StockReason?, StockReason?, String?)])
    func theStatusIsTheReason(status: CatalogueEntry.Status?, own: StockReason?, told: StockReason?, reason: String?) throws {
        var world = try Self.world { ($0.status, $0.reason) = (status, own) }
        let alertRecord = try world.post(Self.bare(0, facts: StockFacts(reason: told)))
        let alert = try #require(world.alert(alertRecord))
        #expect(alert.subject.facts.reason?.rawValue == reason)
        let backRecord = try world.post(Self.bare(20), second: 60)
        let back = try #require(world.alert(backRecord))
        #expect(back.subject.facts.reason == nil)
    }

    @Test func rulesAskForWhatItSays() throws {
        let coffee = Where.field(.category, .matches([Glob("coffee")]))
        var world = try Self.world({ _ in }, condition: coffee)
        try world.post(Self.bare(0))
        #expect(world.shelf.deliveries.values.map(\.department) == ["purchasing"])
        var other = try Self.world({ $0.category = "Tea" }, condition: coffee)
        try other.post(Self.bare(0))
        #expect(other.shelf.deliveries.values.map(\.address.description) == ["mail:ops@example.com"])
    }

    @Test func itsThresholdsDecide() throws {
        var world = try Self.world { ($0.low, $0.okAbove) = (12, 15) }
        var line = Thresholds.Line(origin: "catalogue.csv")
        line.isCatalogue = true
        var settings = world.ledger.settings
        settings.thresholds.lines.insert(line, at: 0)
        world = World(settings)
        var event = Self.bare(12)
        event.previous = 20
        let alertRecord = try world.post(event)
        let alert = try #require(world.alert(alertRecord))
        #expect(alert.kind == .lowStock && alert.threshold.lowFrom == "catalogue.csv line 40" && alert.threshold.okAbove == 15)
    }

    @Test func substitutesComeWithTheirNames() {
        var (one, other) = (CatalogueEntry(line: 2), CatalogueEntry(line: 3))
        (one.sku, one.substitutes, other.sku, other.name) = ("A", [.init(sku: "b"), .init(sku: "C")], "B", "Bee")
        let catalogue = Catalogue(name: "c", entries: [one, other])
        #expect(catalogue.entry(sku: "a", item: "", source: "")?.substitutes == [.init(sku: "b", name: "Bee"), .init(sku: "C")])
    }
}
