import FoundationEssentials
import StockbellCore
import Testing

@Suite struct RescueTests {
    private static func world(_ addresses: String...) throws -> World {
        let rules = [Rule(id: "d/r", name: "r", on: AlertKind.stock, send: addresses.map { Address(text: $0) })]
        var world = World(try .fixture(departments: [Department(name: "d", locale: "en", timeZone: "UTC", rules: rules)]))
        try world.post(stockEvent(.level, "A", 0))
        for address in addresses { _ = try world.claim(Address(text: address).channel) }
        return world
    }

    /// After a crash nobody knows what arrived: repeated with a mark, but a text message never.
    @Test func aStartPutsBackWhatWasUnderWay() throws {
        var world = try Self.world("mail:a@example.com", "hook", "sms:+4915112345678")
        world.now = .second(1)
        try world.apply(.rescue(isStart: true))
        #expect(world.shelf.queue.map(\.state) == [.pending, .pending, .unknown])
        #expect(world.shelf.queue.map(\.mayBeDuplicate) == [true, false, false])
        #expect(world.shelf.queue.allSatisfy { $0.failure?.reason == .leaseExpired && $0.leaseUntil == nil })
        #expect(world.shelf.queue.prefix(2).allSatisfy { $0.dueAt == .second(1) }, "it was we who stopped: no pause")
        let again = try #require(try world.claim("mail").first).delivery
        #expect(again.attempt == 2)
    }

    @Test func whileRunningOnlyAnExpiredLeaseCounts() throws {
        var world = try Self.world("mail:a@example.com")
        world.now = .second(1259)
        try world.apply(.rescue(isStart: false))
        #expect(world.shelf.queue.map(\.state) == [.sending])
        world.now = .second(1260)
        try world.apply(.rescue(isStart: false))
        #expect(world.shelf.queue.map(\.state) == [.pending])
    }

    @Test func theAnswerThatComesAfterTheRescueFallsToTheGround() throws {
        var world = try Self.world("mail:a@example.com")
        let first = world.shelf.queue[0]
        try world.apply(.rescue(isStart: true))
        try world.report(first, .fine)
        #expect(world.shelf.queue.map(\.state) == [.pending])
    }

    @Test func whatIsPastItsHorizonGivesUp() throws {
        var world = try Self.world("mail:a@example.com")
        world.now = .second(72 * 3600)
        try world.apply(.rescue(isStart: true))
        #expect(world.shelf.queue.map(\.state) == [.dead])
    }

    @Test func whatWasUnderWayOnARemovedChannelIsDead() throws {
        let world = try Self.world("mail:a@example.com")
        var settings = try Settings.fixture()
        settings.channels = [.chat()]
        var restarted = World(settings)
        (restarted.shelf, restarted.ids, restarted.now) = (world.shelf, world.ids, .second(5))
        try restarted.apply(.rescue(isStart: true))
        let dead = restarted.shelf.queue[0]
        #expect(dead.state == .dead && dead.failure?.reason == .channelRemoved && dead.finishedAt == .second(5) && dead.leaseUntil == nil)
    }
}
