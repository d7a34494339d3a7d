import FoundationEssentials
import StockbellCore
import Testing

/// The platforms' own samples, in the order in which the demonstration posts them.
@Suite struct SampleEventsTests {
    private static func post(_ decoded: Decoded, _ world: inout World) throws -> EventRecord {
        let source = if case .events(let events) = decoded { events[0].subject.source } else { "web" }
        try world.apply(.arrival(Arrival(id: world.ids.next(at: world.now), source: source, receivedAt: world.now, body: []), decoded))
        return try #require(world.shelf.events.last)
    }

    @Test func theTwelveSamplesAlertWhereTheyShould() throws {
        var world = World(try .fixture(sources: SampleEvents.sources))
        let posted: [(Decoded, EventRecord.State, AlertKind?, String)] = [
            (.events([SampleEvents.outOfStock]), .applied, .outOfStock, "edge: out-of-stock"),
            (.events([SampleEvents.fulfillerManaged]), .applied, .backInStock, "edge: back-in-stock"),
            (.events([SampleEvents.selfManaged]), .applied, nil, "no edge: still low (1)"),
            (.events([SampleEvents.updated]), .applied, nil, "first sight: ok"),
            (.events([SampleEvents.deleted]), .applied, nil, "unknown, which is not zero"),
            (.events([SampleEvents.delta]), .applied, nil, "a change of +5"),
            (.events([SampleEvents.stockChanged]), .waiting, nil, "needs the API token"),
            (.events([SampleEvents.lowReached]), .applied, .lowStock, "edge: low-stock"),
            (.events([SampleEvents.outReached]), .applied, .outOfStock, "edge: out-of-stock"),
            (.events([SampleEvents.settingsChanged]), .waiting, nil, "needs the API token"),
            (SampleEvents.locationCreated, .ignored, nil, "says nothing about stock"),
            (SampleEvents.locationUpdated, .ignored, nil, "says nothing about stock"),
        ]
        for (decoded, state, kind, reason) in posted {
            let record = try Self.post(decoded, &world)
            let type = Comment(rawValue: record.type ?? "")
            #expect(record.state == state, type)
            #expect(world.alert(record)?.kind == kind, type)
            #expect(record.reason.contains(reason), type)
        }
        #expect(world.shelf.arrivals.count == 12)
        #expect(world.shelf.events.count == 12)
    }

    /// Without `testEvents: "live"` Digital River's samples alert all the same, marked and apart from the live levels.
    @Test func theSamplesAreTestEventsUnlessTheSourceSaysLive() throws {
        for (testEvents, isTest) in [(SourceSettings.TestEvents.mark, true), (.live, false)] {
            let source = SourceSettings(name: "licences", platform: .digitalRiver, testEvents: testEvents, firstSight: .alert)
            var world = World(try .fixture(sources: [source]))
            let record = try world.post(SampleEvents.outOfStock)
            #expect(world.alert(record)?.subject.isTest == isTest)
            #expect(record.isTest == isTest)
        }
    }

    @Test func aSecondPostOfEachIsNoSecondAlert() throws {
        var world = World(try .fixture(sources: SampleEvents.sources))
        let events = [SampleEvents.outOfStock, SampleEvents.fulfillerManaged, SampleEvents.lowReached, SampleEvents.outReached]
        for event in events { try world.post(event) }
        let alerts = world.kinds
        for event in events {
            let record = try world.post(event)
            #expect(record.state == .duplicate)
        }
        #expect(world.kinds == alerts)
        #expect(world.shelf.arrivals.map(\.verdict) == [.decoded, .decoded, .decoded, .decoded, .duplicate, .duplicate, .duplicate, .duplicate])
    }

    /// One stock-out that is told under two types with one id and one time: two events, one alert.
    @Test func oneStockOutUnderTwoTypesIsOneAlert() throws {
        var world = World(try .fixture(sources: SampleEvents.sources))
        var second = SampleEvents.fulfillerManaged
        (second.quantity, second.previous) = (0, 1)
        #expect(try world.post(SampleEvents.outOfStock).state == .applied)
        let record = try world.post(second)
        #expect(record.state == .applied)
        #expect(record.alert == nil)
        #expect(record.reason == "no edge: still out (0)")
        #expect(world.kinds == [.outOfStock])
    }
}
