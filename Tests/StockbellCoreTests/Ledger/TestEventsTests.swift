import FoundationEssentials
import StockbellCore
import Testing

@Suite struct TestEventsTests {
    private static func world(_ testEvents: SourceSettings.TestEvents) throws -> World {
        World(
            try .fixture(
                sources: [SourceSettings(name: "tills", platform: .enad, testEvents: testEvents, firstSight: .alert)],
                departments: [.wanting("purchasing", "mail:buyers@example.com", "sms:+4915112345678")]))
    }

    @Test func markKeepsThemApartAndAwayFromPhones() throws {
        var world = try Self.world(.mark)
        try world.post(stockEvent(.level, "A", 20))
        let record = try world.post(stockEvent(.level, "A", 0, isTest: true))
        #expect(record.isTest && record.state == .applied)
        #expect(world.alert(record)?.subject.isTest == true)
        #expect(world.level()?.quantity == 20)
        #expect(world.level(isTest: true)?.quantity == 0)
        #expect(world.shelf.queue.map(\.address.channel) == ["mail"])
        #expect(world.shelf.suppressions.map(\.reason) == [.testOnSMS])
        #expect(world.shelf.suppressions.map(\.address?.channel) == ["sms"])
        // A live stock-out is another incident, and is told by phone.
        let live = try world.post(stockEvent(.level, "A", 0), second: 1)
        #expect(world.alert(live)?.incident != world.alert(record)?.incident)
        #expect(world.shelf.queue.map(\.address.channel) == ["mail", "mail", "sms"])
    }

    @Test func dropIgnoresThem() throws {
        var world = try Self.world(.drop)
        let record = try world.post(stockEvent(.level, "A", 0, isTest: true))
        #expect(record.state == .ignored)
        #expect(record.reason.contains("testEvents: \"drop\""))
        #expect(world.shelf.levels.isEmpty && world.shelf.alerts.isEmpty)
        #expect(try world.post(stockEvent(.level, "A", 0)).alert != nil)
    }

    @Test func liveMakesThemReal() throws {
        var world = try Self.world(.live)
        try world.post(stockEvent(.level, "A", 20))
        let record = try world.post(stockEvent(.level, "A", 0, isTest: true), second: 1)
        #expect(!record.isTest)
        #expect(world.alert(record)?.from == .ok)
        #expect(world.level()?.quantity == 0)
        #expect(world.level(isTest: true) == nil)
        #expect(world.shelf.queue.map(\.address.channel) == ["mail", "sms"])
    }

    @Test func otherwiseByPhoneHearsNoTestEither() throws {
        var world = World(try .fixture(departments: [], otherwise: Address(text: "sms:+4915112345678")))
        try world.post(stockEvent(.level, "A", 0, isTest: true))
        #expect(world.shelf.deliveries.isEmpty)
        #expect(world.shelf.suppressions.map(\.reason) == [.testOnSMS])
    }
}
