import FoundationEssentials
import StockbellCore
import Testing

/// Rules across all places hear of an item as a whole.
@Suite struct AcrossTests {
    private static let all: Rule = .wanting("gone", AlertKind.stock, across: .allPlaces, "mail:sales@example.com")

    private func world(_ rules: Rule..., low: Decimal? = 5) throws -> World {
        World(try .fixture(low: low, departments: [Department(name: "purchasing", locale: "en", timeZone: "UTC", rules: rules)]))
    }

    private func say(_ world: inout World, _ quantity: Decimal?, _ place: String?, _ second: TimeInterval) throws {
        try world.post(stockEvent(quantity == nil ? .removed : .level, "A", quantity, at: second, place: place), second: second)
        #expect(world.breaches == [])
    }

    private func told(_ world: World) -> [String] {
        world.shelf.alerts.values.sorted { $0.id < $1.id }.filter(\.isEverywhere).map { "\($0.kind.rawValue) \($0.quantity.map { "\($0)" } ?? "-")" }
    }

    @Test func outIsOutEverywhereLowIsTheSumAndBackIsTheFirstPiece() throws {
        var world = try world(Self.all)
        try say(&world, 9, "1", 1)
        try say(&world, 9, "2", 2)
        try say(&world, 0, "1", 3)
        #expect(told(world) == [])
        try say(&world, 4, "2", 4)
        #expect(told(world) == ["low-stock 4"])
        try say(&world, 0, "2", 5)
        try say(&world, -1, "2", 6)
        #expect(told(world) == ["low-stock 4", "out-of-stock 0"])
        try say(&world, 1, "1", 7)
        #expect(told(world).last == "back-in-stock 1", "what is sold beyond what there was takes nothing from another place")
        try say(&world, 9, "1", 8)
        #expect(told(world).last == "refilled 9")
        let alert = try #require(world.shelf.alerts.values.first { $0.kind == .outOfStock && $0.isEverywhere })
        #expect(alert.subject.place == .everywhere && alert.level?.aspect == .everywhere && alert.elsewhere?.isNone == true)
        #expect(Set(world.shelf.queue.map(\.department)) == ["purchasing"] && world.shelf.queue.count == 4, "places alone are no news to this rule")
    }

    @Test func thePlacesThemselvesAreToldAsBefore() throws {
        var world = try world(.wanting("each", [.outOfStock], "mail:a@example.com"), .wanting("gone", [.outOfStock], across: .allPlaces, "chat"))
        try say(&world, 9, "1", 1)
        try say(&world, 9, "2", 2)
        try say(&world, 0, "1", 3)
        try say(&world, 0, "2", 4)
        #expect(world.shelf.queue.map(\.address.description) == ["mail:a@example.com", "mail:a@example.com", "chat"])
    }

    @Test func whoHearsBothHearsOneMessage() throws {
        var world = try world(
            .wanting("each", [.outOfStock], "mail:a@example.com"), .wanting("gone", [.outOfStock], across: .allPlaces, "mail:a@example.com", "chat"))
        try say(&world, 9, "1", 1)
        try say(&world, 0, "1", 2)
        #expect(world.shelf.queue.map(\.address.description) == ["mail:a@example.com", "chat"])
        #expect(world.shelf.suppressions.map(\.reason) == [.saidOfPlace])
    }

    /// Who is not told of the place must be told of all of them.
    @Test func aTrialOfThePlaceSaysNothing() throws {
        var each: Rule = .wanting("each", [.outOfStock], "mail:a@example.com")
        each.mode = .trial
        var world = try world(each, .wanting("gone", [.outOfStock], across: .allPlaces, "mail:a@example.com"))
        try say(&world, 9, "1", 1)
        try say(&world, 0, "1", 2)
        #expect(world.shelf.queue.map(\.state) == [.suppressed, .pending] && world.shelf.suppressions.isEmpty)
        #expect(world.shelf.queue[0].reason == Suppression.Reason.trial.sentence)
    }

    /// A trial of all places is kept like any other.
    @Test func allPlacesMayBeOnTrial() throws {
        var gone = Self.all
        gone.mode = .trial
        var world = try world(gone)
        try say(&world, 9, "1", 1)
        try say(&world, 0, "1", 2)
        #expect(told(world) == ["out-of-stock 0"] && world.shelf.queue.map(\.state) == [.suppressed])
    }

    @Test func aPlaceThatIsNotKnownOrGoneDoesNotStandInTheWay() throws {
        var world = try world(Self.all)
        try say(&world, 9, "1", 1)
        try world.post(stockEvent(.delta, "A", delta: 3, place: "3"), second: 2)
        try say(&world, 9, "2", 3)
        try say(&world, nil, "2", 4)
        try say(&world, 0, "1", 5)
        #expect(told(world) == ["out-of-stock 0"])
        #expect(world.shelf.alerts.values.first { $0.isEverywhere }?.elsewhere?.shelves.map(\.place.id) == ["1", "3"])
    }

    @Test func aDeclarationWithoutANumberLeavesTheSumOpen() throws {
        var world = try world(Self.all)
        try say(&world, 3, "1", 1)
        try world.post(stockEvent(.declaredBack, "A", at: 2, place: "2"), second: 2)
        try say(&world, 2, "1", 3)
        #expect(told(world).last == "refilled -" || told(world) == ["low-stock 3"])
        try say(&world, 0, "1", 4)
        #expect(!told(world).contains { $0.hasPrefix("out") })
        try world.post(stockEvent(.declaredOut, "A", at: 5, place: "2"), second: 5)
        #expect(told(world).last == "out-of-stock -")
    }

    @Test func aPlacelessItemIsEverywhereWhereItIs() throws {
        var world = try world(Self.all)
        try say(&world, 9, nil, 1)
        try say(&world, 0, nil, 2)
        #expect(told(world) == ["out-of-stock 0"])
    }

    @Test func anotherThresholdHoldsForTheSum() throws {
        var settings = try world(Self.all).ledger.settings
        let everywhere = Where.field(.place, .matches([Glob("everywhere")]))
        settings.thresholds = Thresholds([.init(where: everywhere, low: 20, origin: "thresholds[0]"), .init(low: 5, origin: "thresholds[1]")])
        var world = World(settings)
        try say(&world, 30, "1", 1)
        try say(&world, 10, "2", 2)
        try say(&world, 9, "1", 3)
        #expect(told(world) == ["low-stock 19"])
    }

    @Test func nothingIsKeptWhereNoRuleAsks() throws {
        var world = try world(.wanting("each", [.outOfStock], "chat"))
        try say(&world, 9, "1", 1)
        try say(&world, 0, "1", 2)
        #expect(world.shelf.levels.keys.allSatisfy { $0.aspect == .stock } && world.shelf.alerts.count == 1)
        var other = try self.world(.wanting("low", [.lowStock], across: .allPlaces, "chat"))
        try say(&other, 9, "1", 1)
        try say(&other, 0, "1", 2)
        try say(&other, 9, "1", 3)
        #expect(other.shelf.alerts.values.allSatisfy { !$0.isEverywhere } && other.shelf.incidents.values.allSatisfy { $0.level?.aspect == .stock })
    }

    @Test func overSourcesAShelfCountsOnce() throws {
        var shop = try JoinedShop([Self.all])
        try shop.wms(3, at: 1)
        try shop.web(9, at: 2)
        #expect(shop.alerts.filter(\.isEverywhere).map(\.quantity) == [3])
        try shop.wms(0, at: 3)
        try shop.web(0, at: 4, place: "3")
        let gone = try #require(shop.alerts.last { $0.isEverywhere })
        #expect(
            gone.kind == .outOfStock && gone.isEverywhere && gone.level == LevelKey(source: "", item: "A", place: "everywhere", aspect: .everywhere))
        try shop.wms(7, at: 5, place: "LNZ")
        #expect(shop.alerts.last?.kind == .backInStock && shop.alerts.last?.quantity == 7)
    }
}
