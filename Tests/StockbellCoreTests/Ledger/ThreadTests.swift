import FoundationEssentials
import StockbellCore
import Testing

/// Messages of one incident hang together where the channel can do it.
@Suite struct ThreadTests {
    private static func world(_ style: IncidentStyle, rooms: [String] = ["chat"]) throws -> World {
        var settings = try Settings.fixture(departments: [.wanting("purchasing"), .wanting("sales", "chat")])
        settings.routing.departments[0].rules[0].send = rooms.map { Address(text: $0) }
        settings.channels[1].incidents = style
        return World(settings)
    }

    /// Sends all that the channel has; of one lane they go one after the other.
    ///
    /// - Returns: what each knew of its thread.
    @discardableResult private static func send(_ world: inout World, _ handle: String?, _ outcome: Outcome? = nil) throws -> [String?] {
        var threads: [String?] = []
        while let one = try world.claim("chat", 1).first {
            threads.append(one.thread)
            try world.report(one.delivery, outcome ?? taken(one, handle))
        }
        return threads
    }

    private static func taken(_ one: Claimed, _ handle: String?) -> Outcome {
        .delivered(Receipt(answer: "200", thread: handle.map { "\($0) \(one.delivery.department)" }))
    }

    @Test(arguments: [IncidentStyle.thread, .edit])
    func laterMessagesKnowTheHandleOfTheOneBefore(style: IncidentStyle) throws {
        var world = try Self.world(style)
        try world.post(stockEvent(.level, "A", 3, previous: 9), second: 0)
        #expect(try Self.send(&world, "one") == [nil, nil])
        // The one that is claimed at its birth, and the one that is claimed later.
        world.slots = ["chat": 1]
        world.now = .second(5)
        let born = try world.apply(world.arrival(stockEvent(.level, "A", 0))).claimed
        #expect(born.map(\.thread) == ["one purchasing"])
        world.slots = [:]
        for one in born { try world.report(one.delivery, Self.taken(one, "two")) }
        #expect(try Self.send(&world, "two") == ["one sales"])
        try world.post(stockEvent(.level, "A", 9), second: 9)
        #expect(try Self.send(&world, "three") == ["two purchasing", "two sales"])
    }

    @Test func anotherIncidentIsAnotherThread() throws {
        var world = try Self.world(.thread)
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        try Self.send(&world, "one")
        try world.post(stockEvent(.level, "A", 9), second: 5)
        try Self.send(&world, "two")
        world.slots = ["chat": 2]
        world.now = .second(9)
        let claimed = try world.apply(world.arrival(stockEvent(.level, "A", 0), stockEvent(.level, "B", 0, previous: 3))).claimed
        #expect(claimed.map(\.thread) == [nil, nil])
    }

    @Test func whereEachStandsByItselfNobodyAsks() throws {
        var world = try Self.world(.single)
        try world.post(stockEvent(.level, "A", 3, previous: 9), second: 0)
        try Self.send(&world, "one")
        try world.post(stockEvent(.level, "A", 0), second: 5)
        #expect(try Self.send(&world, "two") == [nil, nil])
    }

    @Test func aFirstOneThatWasNotDeliveredIsNone() throws {
        var world = try Self.world(.thread)
        try world.post(stockEvent(.level, "A", 3, previous: 9), second: 0)
        try Self.send(&world, nil, .refused)
        try world.post(stockEvent(.level, "A", 0), second: 5)
        #expect(try Self.send(&world, "second") == [nil, nil])
        try world.post(stockEvent(.level, "A", 9), second: 9)
        #expect(try Self.send(&world, "third") == ["second purchasing", "second sales"])
    }
}
