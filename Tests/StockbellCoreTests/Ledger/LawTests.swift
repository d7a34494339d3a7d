import FoundationEssentials
import StockbellCore
import Testing

/// Nothing is lost: every event has one state, every alert is carried or left out for a reason, for each address that wanted it.
@Suite struct LawTests {
    @Test(arguments: 0..<24 as Range<UInt64>, [false, true])
    func everythingIsAccountedFor(seed: UInt64, isJoined: Bool) throws {
        var story = Story(seed: seed, isJoined: isJoined)
        var world = World(try isJoined ? Story.joined() : Story.settings())
        var bodies: [Input] = []
        for round in 0..<40 {
            world.now.addTimeInterval([1, 20, 150].randomElement(using: &story.generator) ?? 1)
            world.slots = story.slots()
            let batch = story.batch(world.shelf, at: world.now, isFirst: round == 0)
            try world.apply(batch)
            try #require(world.breaches == [], "seed \(seed), round \(round)")
            bodies += batch.filter { if case .arrival = $0 { true } else { false } }
        }
        let shelf = world.shelf
        let place = Comment(rawValue: "seed \(seed)")

        #expect(shelf.arrivals.count == bodies.count, place)
        let expected = bodies.map { if case .arrival(_, .events(let events)) = $0 { events.count } else { 1 } }
        let counted = Dictionary(grouping: shelf.events, by: \.arrival)
        #expect(shelf.arrivals.map { counted[$0.arrival.id]?.count ?? 0 } == expected, place)

        let report = Law(channels: world.ledger.settings.channels).report(on: shelf.holdings(at: world.now))
        #expect(report.breaches.map(\.description) == [], place)
        #expect(report.totals.arrivals.values.reduce(0, +) == bodies.count, place)
        #expect(report.totals.edges == shelf.alerts.values.filter { $0.kind != .trouble && !$0.isDerived }.count, place)

        // The law counts what is recorded; whether that is all who wanted it, the rules say.
        for alert in shelf.alerts.values {
            let wishes = world.ledger.settings.routing.desire(alert).wishes
            let carried = shelf.deliveries.values.filter { $0.follows == nil && $0.alerts.contains(alert.id) }
            let left = shelf.suppressions.filter { $0.alert == alert.id }
            for wish in wishes {
                let times =
                    carried.filter { $0.department == wish.department && $0.address == wish.address }.count
                    + left.filter { $0.department == wish.department && $0.address == wish.address }.count
                #expect(times == 1, "seed \(seed): \(alert.kind) for \(wish.department) \(wish.address)")
            }
            #expect(carried.count + left.count == max(wishes.count, 1), place)
        }
        // No phone ever rings for a test.
        #expect(
            shelf.deliveries.values.allSatisfy { delivery in
                delivery.address.channel != "sms" || delivery.alerts.allSatisfy { shelf.alerts[$0]?.subject.isTest == false }
            }, place)
    }

    /// At any moment at most one delivery of a lane is under way, and none before an earlier one.
    @Test(arguments: 0..<12 as Range<UInt64>, [false, true])
    func lanesKeepTheirOrder(seed: UInt64, isJoined: Bool) throws {
        var story = Story(seed: seed, isJoined: isJoined)
        var world = World(try isJoined ? Story.joined() : Story.settings())
        for round in 0..<40 {
            world.now.addTimeInterval(20)
            world.slots = story.slots()
            try world.apply(story.batch(world.shelf, at: world.now, isFirst: round == 0))
            let lanes = Dictionary(grouping: world.shelf.open.filter { $0.incident != nil }) { world.shelf.lane($0) }
            for lane in lanes.values {
                #expect(lane.filter { $0.state == .sending }.count <= 1, "seed \(seed), round \(round)")
                // Only a replay, or what follows another message, may come before what is under way; it then waits for it.
                #expect(
                    lane.prefix { $0.state != .sending }.allSatisfy { $0.round > 0 || $0.follows != nil } || lane.allSatisfy { $0.state != .sending },
                    "seed \(seed), round \(round)")
            }
        }
    }
}
