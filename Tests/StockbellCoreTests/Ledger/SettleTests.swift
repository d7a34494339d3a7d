import FoundationEssentials
import StockbellCore
import Testing

@Suite struct SettleTests {
    /// A world with one delivery under way by the channel.
    private static func world(_ address: String) throws -> (World, Delivery) {
        var world = World(try .fixture(departments: [.wanting("d", address)]))
        try world.post(stockEvent(.level, "A", 0))
        let claimed = try #require(try world.claim(Address(text: address).channel).first)
        return (world, claimed.delivery)
    }

    @Test(arguments: [
        ("mail:a@example.com", Outcome.fine, Delivery.State.delivered), ("mail:a@example.com", .again, .pending),
        ("mail:a@example.com", .refused, .dead),
        ("mail:a@example.com", .unsure, .pending), ("mail:a@example.com", .wrong, .pending), ("sms:+4915112345678", .unsure, .unknown),
        ("sms:+4915112345678", .again, .pending), ("hook", .unsure, .pending),
    ])
    func writesWhatCame(_ address: String, _ outcome: Outcome, _ state: Delivery.State) throws {
        var (world, delivery) = try Self.world(address)
        try world.report(delivery, outcome)
        let settled = try #require(world.shelf.deliveries[delivery.id])
        #expect(settled.state == state)
        #expect(settled.leaseUntil == nil)
        #expect((settled.finishedAt != nil) == state.isFinished)
        #expect(settled.attempt == 1)
        #expect(settled.mayBeDuplicate == (outcome == .unsure && address.hasPrefix("mail")))
    }

    @Test func aResultOfAnotherAttemptFallsToTheGround() throws {
        var (world, delivery) = try Self.world("mail:a@example.com")
        for number in [0, 2, Int.max] {
            let before = world.shelf
            try world.apply(.outcome(.init(delivery: delivery.id, number: number, channel: "mail"), .fine))
            #expect(world.shelf == before)
        }
        try world.report(delivery, .again)
        world.now = .second(500)
        let second = try #require(try world.claim("mail").first).delivery
        // The first attempt's answer comes late: the second is still under way.
        try world.report(delivery, .refused)
        #expect(world.shelf.deliveries[second.id] == second)
        try world.report(second, .fine)
        #expect(world.shelf.deliveries[second.id]?.state == .delivered)
    }

    @Test func aResultForWhatIsNotUnderWayFallsToTheGround() throws {
        var (world, delivery) = try Self.world("mail:a@example.com")
        try world.report(delivery, .fine)
        let before = world.shelf
        try world.report(delivery, .again)
        try world.report(delivery, .wrong)
        try world.apply(.outcome(.init(delivery: .init("nobody"), number: 1, channel: "mail"), .fine))
        #expect(world.shelf == before)
    }

    @Test func twoResultsOfOneAttemptInOneBatchCountOnce() throws {
        var (world, delivery) = try Self.world("mail:a@example.com")
        let attempt = Input.Attempt(delivery: delivery.id, number: 1, channel: "mail")
        try world.apply(.outcome(attempt, .fine), .outcome(attempt, .refused))
        #expect(world.shelf.deliveries[delivery.id]?.state == .delivered)
    }

    /// config.json changed while it was under way.
    @Test(arguments: [(Outcome.fine, Delivery.State.delivered), (.again, .dead), (.unsure, .dead), (.unsent, .dead)])
    func whatComesBackOnAChannelThatIsGoneIsKept(_ outcome: Outcome, _ state: Delivery.State) throws {
        var world = World(try .fixture())
        try world.post(stockEvent(.level, "A", 0, previous: 4), second: 1)
        let claimed = try #require(world.claim("mail").first)
        var settings = world.ledger.settings
        settings.channels.removeAll { $0.name == "mail" }
        settings.routing.operators = [Address(text: "chat")]
        var after = World(settings)
        (after.shelf, after.ids, after.now) = (world.shelf, world.ids, world.now)
        try after.report(claimed.delivery, outcome)
        let delivery = try #require(after.shelf.deliveries[claimed.delivery.id])
        #expect(delivery.state == state && delivery.leaseUntil == nil)
        #expect(delivery.mayBeDuplicate == (outcome == .unsure))
        #expect(after.shelf.latest(1).first?.letter == (state == .dead ? .trouble : .outOfStock))
        #expect(after.breaches == [])
    }
}
