import FoundationEssentials
import StockbellCore
import Testing

@Suite struct ClaimTests {
    private static func world(items: Int) throws -> World {
        var world = World(try .fixture())
        for item in 0..<items { try world.post(stockEvent(.level, "A\(item)", 0), second: TimeInterval(item)) }
        return world
    }

    @Test func takesTheOldestAndNoMoreThanThereIsRoom() throws {
        var world = try Self.world(items: 5)
        let first = try world.claim("mail", 2)
        #expect(first.map(\.delivery.id) == world.shelf.queue.prefix(2).map(\.id))
        #expect(first.allSatisfy { $0.delivery.state == .sending && $0.delivery.attempt == 1 && $0.alerts.count == 1 })
        #expect(try world.claim("mail", 9).count == 3)
        #expect(try world.claim("mail", 9).isEmpty)
        #expect(try world.claim("chat", 9).isEmpty)
    }

    @Test(arguments: [0, -1, Int.min])
    func takesNothingWithoutRoom(_ room: Int) throws {
        var world = try Self.world(items: 2)
        world.slots = ["mail": 9]
        var book = world.shelf.book(BookKeys(claims: ["mail": 9]), now: world.now)
        let result = try world.ledger.apply(
            [.claim(channel: "mail", slots: room)], to: &book, slots: &world.slots, ids: &world.ids, chance: &world.chance)
        #expect(result.claimed.isEmpty && book.changes.isEmpty)
    }

    @Test func anUnknownChannelGetsNothing() throws {
        var world = try Self.world(items: 1)
        #expect(try world.claim("gone").isEmpty)
    }

    @Test func aRetryKeepsTheMomentAsOfWhichItIsRendered() throws {
        var world = try Self.world(items: 1)
        world.now = .second(10)
        let first = try #require(try world.claim("mail").first).delivery
        #expect(first.frozenAt == .second(10))
        try world.report(first, .again)
        world.now = .second(500)
        let second = try #require(try world.claim("mail").first).delivery
        #expect(second.attempt == 2)
        #expect(second.frozenAt == .second(10))
        #expect(second.leaseUntil == .second(500 + 2 * 4 * 150 + 60))
        #expect(second.key.description == first.key.description)
    }

    /// What waits for a channel that was taken out of the configuration gives up, and somebody is told.
    @Test func whatWaitsForARemovedChannelIsDead() throws {
        let world = try Self.world(items: 3)
        var settings = try Settings.fixture(operators: [Address(text: "chat")])
        settings.channels = [.chat()]
        var restarted = World(settings)
        (restarted.shelf, restarted.ids, restarted.now) = (world.shelf, world.ids, .second(60))
        #expect(try restarted.claim("mail", 2).isEmpty)
        #expect(restarted.shelf.queue.map(\.state) == [.dead, .dead, .pending, .pending])
        #expect(restarted.shelf.queue.prefix(2).allSatisfy { $0.failure?.reason == .channelRemoved && $0.finishedAt == .second(60) })
        #expect(restarted.shelf.queue.last?.letter == .trouble)
        _ = try restarted.claim("mail", 2)
        #expect(restarted.shelf.queue.map(\.state) == [.dead, .dead, .dead, .pending], "told once")
    }
}
