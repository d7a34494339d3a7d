import FoundationEssentials
import StockbellCore
import Testing

@Suite struct DuplicateTests {
    @Test func whatHasAnIdIsTakenOnce() throws {
        var world = World(try .fixture())
        #expect(try world.post(stockEvent(.level, "A", 0, key: .id(1))).state == .applied)
        #expect(try world.post(stockEvent(.level, "A", 9, key: .id(2)), second: 1).state == .applied)
        let again = try world.post(stockEvent(.level, "A", 0, key: .id(1)), second: 2)
        #expect(again.state == .duplicate)
        #expect(again.reason == "received before, by the platform's own id")
        #expect(world.kinds == [.outOfStock, .backInStock])
        // Two sources may use one id.
        #expect(try world.post(stockEvent(.level, "A", 0, source: "web", key: .id(1))).state == .applied)
    }

    @Test func oneIdTwiceInOneBodyIsTakenOnce() throws {
        var world = World(try .fixture())
        let body = world.arrival(stockEvent(.level, "A", 0, key: .id(1)), stockEvent(.level, "A", 0, key: .id(1)))
        #expect(try world.apply(body).verdicts == [.decoded])
        #expect(world.shelf.events.map(\.state) == [.applied, .duplicate])
    }

    /// Only a repeat of the last event is a duplicate: the second A is news.
    @Test func aFingerprintIsComparedWithTheLastEventOnly() throws {
        var world = World(try .fixture())
        let (a, b) = (stockEvent(.level, "A", 0, key: .print(1)), stockEvent(.level, "A", 9, key: .print(2)))
        var states: [EventRecord.State] = []
        for (index, event) in [a, a, b, a, a, b].enumerated() {
            states.append(try world.post(event, second: TimeInterval(index)).state)
        }
        #expect(states == [.applied, .duplicate, .applied, .applied, .duplicate, .applied])
        #expect(world.kinds == [.outOfStock, .backInStock, .outOfStock, .backInStock])
    }

    @Test func theSameFingerprintOfAnotherPlaceIsNews() throws {
        var world = World(try .fixture())
        #expect(try world.post(stockEvent(.level, "A", 0, place: "1", key: .print(1))).state == .applied)
        #expect(try world.post(stockEvent(.level, "A", 0, place: "2", key: .print(1))).state == .applied)
    }

    @Test func aRemovalToldTwiceIsADuplicate() throws {
        var world = World(try .fixture())
        try world.post(stockEvent(.level, "A", 9, key: .print(1)))
        #expect(try world.post(stockEvent(.removed, key: .print(2))).state == .applied)
        #expect(try world.post(stockEvent(.removed, key: .print(2))).state == .duplicate)
    }

    /// A change has nothing to be recognised by; each counts.
    @Test func changesWithoutAKeyAllCount() throws {
        var world = World(try .fixture())
        try world.post(stockEvent(.level, "A", 20))
        for _ in 0..<3 { try world.post(stockEvent(.delta, delta: -2)) }
        #expect(world.level()?.projection == -6)
        #expect(world.level()?.quantity == 20)
    }

    /// Enad sends an event again without a word, and two sales of one piece look the same: both count, and the doubt is counted too.
    @Test func whatMayBeARepeatOfAChangeCountsAndIsCounted() throws {
        var world = World(try .fixture())
        try world.post(stockEvent(.level, "A", 20), second: 0)
        let steps: [(TimeInterval, Decimal, Int)] = [(10, -2, 0), (12, -2, 1), (612, -2, 2), (1213, -2, 2), (1214, 3, 2), (1215, -2, 2)]
        var projection: Decimal = 0
        for (second, delta, repeats) in steps {
            let record = try world.post(stockEvent(.delta, delta: delta), second: second)
            projection += delta
            #expect(world.level()?.suspectedRepeats == repeats && world.level()?.projection == projection, "second \(second)")
            #expect(record.state == .applied && record.alert == nil)
            if second == 12 { #expect(record.reason.hasPrefix("a change of -2, or the one of 2 s before once more: about 16 by projection")) }
        }
        try world.post(stockEvent(.level, "A", 9), second: 1300)
        #expect(world.level()?.suspectedRepeats == 2 && world.level()?.projection == 0)
        try world.post(stockEvent(.removed), second: 1301)
        #expect(world.level()?.suspectedRepeats == 2)
    }

    /// With an id of its own a change is told apart from its repeat.
    @Test func aChangeWithAnIdIsNoSuspect() throws {
        var world = World(try .fixture())
        for digest in [1, 2, 2] as [UInt8] { try world.post(stockEvent(.delta, delta: -2, key: .id(digest))) }
        #expect(world.level()?.suspectedRepeats == 0 && world.level()?.projection == -4)
    }

    @Test(arguments: [
        (Platform.bigcommerce, 4.0), (.digitalRiver, 7), (.enad, 7), (.mapping, 7), (.cloudEvents, 4), (.commercetools, 16), (.standardWebhooks, 4),
        (.shopify, 3),
        (.square, 5),
    ])
    func anIdIsRememberedForItsPlatformsRetriesAndTwoDays(platform: Platform, days: Double) throws {
        let ledger = Ledger(settings: try .fixture())
        var (book, slots, ids, chance) = (Book(now: .start), [String: Int](), CountingIDs(), SeededGenerator(seed: 1))
        let arrival = Arrival(id: .init("1"), source: "tills", receivedAt: .start, body: [])
        var event = stockEvent(.level, "A", 9, key: .id(1))
        event.subject.platform = platform
        _ = try ledger.apply(
            [.arrival(arrival, .events([event]))], to: &book, slots: &slots, ids: &ids, chance: &chance)
        #expect(book.changes.seen.map(\.expiresAt) == [.second(days * 86400)])
    }
}
