import FoundationEssentials
import StockbellCore
import Testing

/// A delivery that is due at once, on a channel with room that repeats when unsure, with nothing before it in its lane, is born `sending`.
@Suite struct BirthClaimTests {
    private static func world(_ addresses: String..., slots: [String: Int]) throws -> World {
        let rules = [Rule(id: "d/r", name: "r", on: AlertKind.stock, send: addresses.map { Address(text: $0) })]
        var world = World(try .fixture(departments: [Department(name: "d", locale: "en", timeZone: "UTC", rules: rules)]))
        world.slots = slots
        return world
    }

    @Test func itsLeaseAndAttemptAreWritten() throws {
        var world = try Self.world("mail:a@example.com", slots: ["mail": 2])
        let result = try world.apply(world.arrival(stockEvent(.level, "A", 0)))
        let delivery = try #require(world.shelf.queue.first)
        #expect(delivery.state == .sending && delivery.attempt == 1 && delivery.frozenAt == .start)
        // The timeout of the channel and a minute.
        #expect(delivery.leaseUntil == .second(2 * 4 * 150 + 60))
        #expect(result.claimed.map(\.delivery) == [delivery])
        #expect(result.claimed.first?.alerts.map(\.id) == delivery.alerts)
        #expect(world.slots == ["mail": 1])
    }

    @Test(arguments: [("mail:a@example.com", true), ("chat", true), ("hook", true), ("sms:+4915112345678", false)])
    func neverByPhone(_ address: String, _ isClaimed: Bool) throws {
        var world = try Self.world(address, slots: ["mail": 9, "chat": 9, "hook": 9, "sms": 9])
        try world.post(stockEvent(.level, "A", 0))
        #expect(world.shelf.queue.map(\.state) == [isClaimed ? .sending : .pending])
    }

    @Test func neverWhereAnUnsureMessageIsNotRepeatedNorByPhoneIfItIs() throws {
        var settings = try Settings.fixture(departments: [.wanting("d", "mail:a@example.com", "sms:+4915112345678")])
        settings.channels = [try .mail(ifUnsure: .giveUp), .sms(ifUnsure: .repeat)]
        var world = World(settings)
        world.slots = ["mail": 9, "sms": 9]
        try world.post(stockEvent(.level, "A", 0))
        #expect(world.shelf.queue.map(\.state) == [.pending, .pending])
    }

    @Test(arguments: [([:], 0), (["mail": 0], 0), (["mail": 1], 1), (["mail": 2], 2), (["chat": 3], 0), (["mail": -1], 0)] as [([String: Int], Int)])
    func onlyWhileThereIsRoom(_ slots: [String: Int], _ claimed: Int) throws {
        var world = try Self.world("mail:a@example.com", slots: slots)
        let result = try world.apply(["A", "B", "C"].map { world.arrival(stockEvent(.level, $0, 0)) })
        #expect(result.claimed.count == claimed)
        #expect(world.shelf.queue.map(\.state) == (0..<3).map { $0 < claimed ? .sending : .pending })
    }

    @Test func neverBeforeAnEarlierOneOfItsLane() throws {
        var world = try Self.world("mail:a@example.com", slots: ["mail": 9])
        try world.post(stockEvent(.level, "A", 0), second: 0)
        try world.post(stockEvent(.level, "A", 9), second: 1)
        #expect(world.shelf.queue.map(\.state) == [.sending, .pending])
        #expect(try world.claim("mail").isEmpty)
    }

    /// The out of one incident hangs; the out of the next must not overtake it.
    @Test func oneLaneALevelNotAnIncident() throws {
        var world = try Self.world("mail:a@example.com", slots: ["mail": 9])
        for (second, quantity) in [0, 9, 0].enumerated() { try world.post(stockEvent(.level, "A", Decimal(quantity)), second: TimeInterval(second)) }
        #expect(Set(world.shelf.queue.compactMap(\.incident)).count == 2)
        #expect(world.shelf.queue.map(\.state) == [.sending, .suppressed, .pending])
        #expect(try world.claim("mail").isEmpty)
        try world.post(stockEvent(.level, "B", 0), second: 3)
        #expect(world.shelf.queue.last?.state == .sending)
        world.now = .second(4)
        try world.report(world.shelf.queue[0], .fine)
        #expect(try world.claim("mail").map(\.delivery.id) == [world.shelf.queue[2].id])
    }

    /// Two departments that name one address share its lane.
    @Test func oneLaneAnAddressNotADepartment() throws {
        var world = World(
            try .fixture(departments: [.wanting("a", "mail:x@example.com"), .wanting("b", "mail:x@example.com", "mail:y@example.com")]))
        world.slots = ["mail": 9]
        try world.post(stockEvent(.level, "A", 0))
        #expect(
            world.shelf.queue.map { "\($0.department) \($0.address) \($0.state)" } == [
                "a mail:x@example.com sending", "b mail:x@example.com pending", "b mail:y@example.com sending",
            ])
    }

    @Test func whatWasSuppressedIsNotInTheWay() throws {
        var world = try Self.world("mail:a@example.com", slots: [:])
        try world.post(stockEvent(.level, "A", 0), second: 0)
        world.slots = ["mail": 1]
        try world.post(stockEvent(.level, "A", 9), second: 1)
        #expect(world.shelf.queue.map(\.state) == [.suppressed, .sending])
    }

    @Test func aClaimLeavesItsRoomToNobodyElse() throws {
        var world = try Self.world("mail:a@example.com", slots: [:])
        for item in ["A", "B"] { try world.post(stockEvent(.level, item, 0)) }
        world.slots = ["mail": 2]
        let result = try world.apply(.claim(channel: "mail", slots: 2), world.arrival(stockEvent(.level, "C", 0)))
        #expect(result.claimed.count == 2)
        #expect(world.shelf.queue.map(\.state) == [.sending, .sending, .pending])
    }
}
