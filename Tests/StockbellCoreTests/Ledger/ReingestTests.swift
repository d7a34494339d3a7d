import FoundationEssentials
import StockbellCore
import Testing

@Suite struct ReingestTests {
    /// A world in which a body was quarantined in the first second.
    private static func world() throws -> (World, Arrival) {
        var world = World(try .fixture())
        let arrival = Arrival(id: world.ids.next(at: world.now), source: "tills", receivedAt: .second(1), body: [1])
        world.now = .second(1)
        try world.apply([.arrival(arrival, .quarantined(type: "stock", reason: "no JSON"))])
        return (world, arrival)
    }

    private static func again(_ world: inout World, _ arrival: Arrival, _ decoded: Decoded, second: TimeInterval = 60) throws -> Arrival.Verdict? {
        world.now = .second(second)
        return try world.apply([.reingest(arrival, decoded)]).verdicts[0]
    }

    @Test func whatIsUnderstoodNowIsAppliedOnce() throws {
        var (world, arrival) = try Self.world()
        let id = try #require(world.shelf.events.first?.id)
        let event = stockEvent(.level, "A", 0, previous: 9)
        #expect(try Self.again(&world, arrival, .events([event])) == .decoded)
        let record = try #require(world.shelf.events.first)
        #expect(world.shelf.events.count == 1 && record.id == id && record.state == .applied)
        #expect(record.reason == "read again at 2026-01-05T08:01:00Z: edge: out-of-stock")
        #expect(world.kinds == [.outOfStock] && record.item?.id == "A")
        #expect(try Self.again(&world, arrival, .events([event]), second: 70) == nil)
        #expect(world.kinds == [.outOfStock] && world.breaches == [])
    }

    /// It counts as received when it was: what came after it stays.
    @Test func whatHasComeSinceIsNotOverwritten() throws {
        var (world, arrival) = try Self.world()
        try world.post(stockEvent(.level, "A", 20), second: 30)
        #expect(try Self.again(&world, arrival, .events([stockEvent(.level, "A", 0)])) == .decoded)
        #expect(world.shelf.events.first?.state == .stale && world.level()?.quantity == 20 && world.kinds == [])
        #expect(world.breaches == [])
    }

    @Test func whatIsStillNotUnderstoodStaysAndMayBeTriedAgain() throws {
        var (world, arrival) = try Self.world()
        #expect(try Self.again(&world, arrival, .quarantined(type: nil, reason: "quantity is missing")) == .quarantined)
        #expect(world.shelf.events.map(\.reason) == ["read again at 2026-01-05T08:01:00Z: quantity is missing"])
        #expect(world.shelf.events.map(\.type) == ["stock"])
        #expect(try Self.again(&world, arrival, .ignored(type: "ping", reason: "a ping"), second: 70) == .ignored)
        #expect(world.shelf.events.map(\.state) == [.ignored] && world.breaches == [])
    }

    @Test func severalEventsOfOneBodyAreRecordedEach() throws {
        var (world, arrival) = try Self.world()
        #expect(try Self.again(&world, arrival, .events([stockEvent(.level, "A", 5), stockEvent(.level, "B", 7)])) == .decoded)
        #expect(world.shelf.events.compactMap(\.item?.id) == ["A", "B"] && Set(world.shelf.events.map(\.arrival)) == [arrival.id])
        #expect(world.breaches == [])
    }

    /// Of a list only the statement that was not understood is applied; the others were when it came.
    @Test func ofAListOnlyWhatWasNotUnderstoodIsApplied() throws {
        var world = World(try .fixture())
        let arrival = Arrival(id: world.ids.next(at: world.now), source: "tills", receivedAt: .second(1), body: [1])
        var unreadable = stockEvent(.unreadable, "")
        unreadable.note = "no quantity"
        world.now = .second(1)
        try world.apply([.arrival(arrival, .events([stockEvent(.level, "A", 20), unreadable, stockEvent(.level, "C", 20)]))])
        try world.post(stockEvent(.level, "A", 30), second: 10)
        #expect(try Self.again(&world, arrival, .events([stockEvent(.level, "A", 20), stockEvent(.level, "B", 8)])) == .decoded)
        #expect(world.shelf.events[1].state == .quarantined && world.shelf.events[1].reason.contains("says 2 things today and said 3 before"))
        let whole = ["A", "B", "C"].map { stockEvent(.level, $0, 20) }
        #expect(try Self.again(&world, arrival, .events(whole), second: 70) == .decoded)
        #expect(world.shelf.events[1].state == .applied && world.level("B")?.quantity == 20)
        #expect(world.level("A")?.quantity == 30 && world.breaches == [])
    }
}
