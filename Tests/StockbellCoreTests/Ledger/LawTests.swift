import FoundationEssentials
import StockbellCore
import Testing

/// Nothing is lost: every event has one state, every alert is carried or left out for a reason, for each address that wanted it.
@Suite struct LawTests {
    @Test(arguments: 0..<24 as Range<UInt64>)
    func everythingIsAccountedFor(seed: UInt64) throws {
        var story = Story(seed: seed)
        var world = World(try Story.settings())
        var bodies: [Input] = []
        for round in 0..<40 {
            world.now.addTimeInterval([1, 20, 150].randomElement(using: &story.generator) ?? 1)
            world.slots = story.slots()
            let batch = story.batch(world.shelf, at: world.now, isFirst: round == 0)
            try world.apply(batch)
            bodies += batch.filter { if case .arrival = $0 { true } else { false } }
        }
        let shelf = world.shelf
        let place = Comment(rawValue: "seed \(seed)")

        #expect(shelf.arrivals.count == bodies.count, place)
        let expected = bodies.map { if case .arrival(_, .events(let events)) = $0 { events.count } else { 1 } }
        let counted = Dictionary(grouping: shelf.events, by: \.arrival)
        #expect(shelf.arrivals.map { counted[$0.arrival.id]?.count ?? 0 } == expected, place)
        #expect(Set(shelf.events.map(\.id)).count == shelf.events.count, place)
        #expect(shelf.events.allSatisfy { !$0.reason.isEmpty }, place)
        #expect(shelf.events.allSatisfy { $0.alert == nil || $0.state == .applied && shelf.alerts[$0.alert ?? .init("")] != nil }, place)
        let stock = shelf.alerts.values.filter { $0.kind != .trouble }
        #expect(Set(stock.map(\.id)) == Set(shelf.events.compactMap(\.alert)), place)

        for alert in shelf.alerts.values {
            #expect(shelf.incidents[alert.incident] != nil, place)
            let wishes = world.ledger.settings.routing.desire(alert).wishes
            let carried = shelf.deliveries.values.filter { $0.alerts.contains(alert.id) }
            let left = shelf.suppressions.filter { $0.alert == alert.id }
            for wish in wishes {
                let times =
                    carried.filter { $0.department == wish.department && $0.address == wish.address }.count
                    + left.filter { $0.department == wish.department && $0.address == wish.address }.count
                #expect(times == 1, "seed \(seed): \(alert.kind) for \(wish.department) \(wish.address)")
            }
            #expect(carried.count + left.count == max(wishes.count, 1), place)
        }
        for delivery in shelf.deliveries.values {
            #expect((delivery.finishedAt != nil) == delivery.state.isFinished, place)
            #expect((delivery.leaseUntil != nil) == (delivery.state == .sending), place)
            #expect(![.dead, .suppressed, .unknown].contains(delivery.state) || delivery.reason != nil, place)
        }
        let open = Dictionary(grouping: shelf.incidents.values.filter(\.isOpen)) { $0.level.map(\.description) ?? $0.trouble ?? "" }
        #expect(open.values.allSatisfy { $0.count == 1 }, place)
        // No phone ever rings for a test.
        #expect(
            shelf.deliveries.values.allSatisfy { delivery in
                delivery.address.channel != "sms" || delivery.alerts.allSatisfy { shelf.alerts[$0]?.subject.isTest == false }
            }, place)
    }

    /// At any moment at most one delivery of a lane is under way, and none before an earlier one.
    @Test(arguments: 0..<12 as Range<UInt64>)
    func lanesKeepTheirOrder(seed: UInt64) throws {
        var story = Story(seed: seed)
        var world = World(try Story.settings())
        for round in 0..<40 {
            world.now.addTimeInterval(20)
            world.slots = story.slots()
            try world.apply(story.batch(world.shelf, at: world.now, isFirst: round == 0))
            let lanes = Dictionary(grouping: world.shelf.open.filter { $0.incident != nil }) { "\($0.incident?.string ?? "") \($0.address)" }
            for lane in lanes.values {
                #expect(lane.dropFirst().allSatisfy { $0.state != .sending }, "seed \(seed), round \(round)")
            }
        }
    }
}
