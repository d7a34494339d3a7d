import FoundationEssentials
import StockbellCore
import Testing

/// A shop whose platform tells numbers and article numbers only when it is asked follows a warehouse system.
@Suite struct ShelfReadingTests {
    private func world() throws -> World {
        let access = PlatformAccess(store: "abc", token: Secret("t"), url: "https://api.bigcommerce.com")
        var settings = try Settings.fixture(
            sources: [
                SourceSettings(name: "wms", platform: .enad, firstSight: .alert),
                SourceSettings(name: "web", platform: .bigcommerce, firstSight: .alert, follows: "wms", access: access),
            ], departments: [.wanting("purchasing", "mail:a@example.com")])
        settings.places = [NamedPlace(key: "hamburg", name: "Hamburg", spots: [.init(source: "web", id: "1"), .init(source: "wms", id: "HAM")])]
        return World(settings)
    }

    private func wms(_ quantity: Decimal, _ world: inout World, at second: TimeInterval) throws {
        try world.post(stockEvent(.level, "A", quantity, at: second, source: "wms", place: "HAM"), second: second)
        #expect(world.breaches == [])
    }

    private func web(_ kind: StockEvent.Kind, _ world: inout World, at second: TimeInterval) throws {
        let subject = Subject(source: "web", platform: .bigcommerce, item: Item(id: "127"), place: Place(id: "1"))
        try world.post(StockEvent(kind: kind, type: "web", subject: subject, occurredAt: .second(second)), second: second)
        #expect(world.breaches == [])
    }

    private func read(_ quantity: Decimal, _ world: inout World, sent second: TimeInterval) throws {
        let subject = Subject(source: "web", platform: .bigcommerce, item: Item(id: "127", sku: "A"), place: Place(id: "1", name: "Lager 1"))
        let said = StockEvent(kind: .reading, type: "reading", subject: subject, quantity: quantity, occurredAt: .second(second))
        world.now = .second(second + 0.5)
        try world.apply(.reading(StockReading(source: "web", sentAt: .second(second), statements: [said], asked: [subject.key], body: [123, 125])))
        #expect(world.breaches == [])
    }

    @Test func aReadingTellsOfWhichShelfALevelIs() throws {
        var world = try world()
        try wms(9, &world, at: 1)
        try web(.touched, &world, at: 2)
        try read(0, &world, sent: 4)
        #expect(world.kinds == [])
        #expect(world.shelf.levels[LevelKey(source: "web", item: "127", place: "1")]?.subject.place?.name == "Hamburg")
        try wms(0, &world, at: 10)
        #expect(world.kinds == [.outOfStock])
    }

    /// Before its article number is known nobody can say that the warehouse has it.
    @Test func whatWasToldTooEarlyIsToldToBeThere() throws {
        var world = try world()
        try wms(9, &world, at: 1)
        try web(.declaredOut, &world, at: 2)
        #expect(world.kinds == [.outOfStock])
        try read(0, &world, sent: 4)
        #expect(world.kinds == [.outOfStock, .backInStock])
        #expect(world.shelf.incidents.values.allSatisfy { !$0.isOpen })
        try wms(0, &world, at: 10)
        #expect(world.kinds == [.outOfStock, .backInStock, .outOfStock])
    }

    @Test func whatASourceDeclaredOfAShelfItTakesBack() throws {
        var world = try world()
        try web(.touched, &world, at: 1)
        try read(9, &world, sent: 3)
        try web(.declaredOut, &world, at: 10)
        #expect(world.kinds == [.outOfStock])
        try read(9, &world, sent: 12)
        try read(9, &world, sent: 16)
        #expect(world.kinds == [.outOfStock, .notConfirmed])
        #expect(world.shelf.incidents.values.map(\.closed) == [.notConfirmed])
    }
}
