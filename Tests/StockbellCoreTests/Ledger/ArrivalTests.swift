import FoundationEssentials
import StockbellCore
import Testing

@Suite struct ArrivalTests {
    @Test(
        arguments: [
            (Decoded.ignored(type: "x", reason: "why"), Arrival.Verdict.ignored, EventRecord.State.ignored, "x"),
            (.quarantined(type: nil, reason: "why"), .quarantined, .quarantined, nil),
            (.quarantined(type: "y", reason: "why"), .quarantined, .quarantined, "y"),
        ] as [(Decoded, Arrival.Verdict, EventRecord.State, String?)])
    func aBodyWithoutEventsIsKeptWithTheReason(_ decoded: Decoded, _ verdict: Arrival.Verdict, _ state: EventRecord.State, _ type: String?) throws {
        var world = World(try .fixture())
        let arrival = Arrival(id: .init("a"), source: "tills", receivedAt: .start, headers: [.init(name: "h", value: "v")], body: [1, 2])
        #expect(try world.apply(.arrival(arrival, decoded)).verdicts == [verdict])
        #expect(world.shelf.arrivals.map(\.arrival) == [arrival])
        let record = try #require(world.shelf.events.first)
        #expect(record.state == state && record.reason == "why" && record.type == type && record.arrival == arrival.id && record.source == "tills")
        #expect(world.shelf.levels.isEmpty)
    }

    @Test(arguments: [
        (StockEvent.Kind.touched, EventRecord.State.waiting, "says only that something changed"), (.ignored, .ignored, "says nothing about stock"),
        (.unreadable, .quarantined, "cannot be understood"),
    ])
    func anEventWithoutALevelIsSetAside(_ kind: StockEvent.Kind, _ state: EventRecord.State, _ reason: String) throws {
        var world = World(try .fixture())
        #expect(try world.post(stockEvent(kind)).reason == reason)
        var event = stockEvent(kind)
        event.note = "told"
        let record = try world.post(event)
        #expect(record.state == state && record.reason == "told")
        #expect(world.shelf.levels.isEmpty)
    }

    @Test func aBodyOfManyEventsHasARecordForEach() throws {
        var world = World(try .fixture())
        let body = world.arrival(
            stockEvent(.level, "A", 0, key: .id(1)), stockEvent(.level, "B", 0, key: .id(2)), stockEvent(.level, "A", 9, key: .id(3)),
            stockEvent(.touched, "C"), stockEvent(.level, "A", 9, key: .id(1)))
        #expect(try world.apply(body).verdicts == [.decoded])
        #expect(world.shelf.events.map(\.state) == [.applied, .applied, .applied, .waiting, .duplicate])
        #expect(Set(world.shelf.events.map(\.arrival)).count == 1)
        #expect(world.kinds == [.outOfStock, .outOfStock, .backInStock])
    }

    @Test func aStatementThatCannotBeReadIsQuarantinedBesideThoseThatCan() throws {
        var world = World(try .fixture())
        var spoilt = stockEvent(.unreadable, "")
        spoilt.note = "data[1].quantity is missing"
        let body = world.arrival(stockEvent(.level, "A", 0, key: .id(1)), spoilt)
        #expect(try world.apply(body).verdicts == [.decoded])
        #expect(world.shelf.events.map(\.state) == [.applied, .quarantined])
        #expect(world.shelf.events[1].item == nil && world.shelf.events[1].reason == "data[1].quantity is missing")
        #expect(world.kinds == [.outOfStock] && world.shelf.levels.count == 1)
    }

    @Test func theKeysNameAllThatIsNeeded() throws {
        let source = SourceSettings(name: "tills", platform: .enad, testEvents: .live)
        let ledger = Ledger(settings: try .fixture(sources: [source]))
        var world = World(try .fixture())
        let keys = ledger.keys(for: [
            world.arrival(stockEvent(.level, "A", 1, key: .id(1)), stockEvent(.level, "B", 1, key: .print(2), isTest: true)),
            world.arrival(stockEvent(.level, "C", 1, source: "web", isTest: true)), .claim(channel: "mail", slots: 3),
            .claim(channel: "mail", slots: 2), .due,
            .outcome(.init(delivery: .init("d"), number: 1, channel: "mail"), .fine), .rescue(isStart: false),
        ])
        #expect(
            keys.items == [
                .init(source: "tills", item: "A", isTest: false), .init(source: "tills", item: "B", isTest: false),
                .init(source: "web", item: "C", isTest: true),
            ])
        #expect(keys.seen == [.init(source: "tills", digest: [1])])
        #expect(keys.claims == ["mail": 5])
        #expect(keys.deliveries == [.init("d")])
        #expect(keys.isDue)
        #expect(keys.rescuesAll == false)
        #expect(ledger.keys(for: [.rescue(isStart: true), .rescue(isStart: false)]).rescuesAll == true)
        #expect(ledger.keys(for: []) == BookKeys())
    }
}
