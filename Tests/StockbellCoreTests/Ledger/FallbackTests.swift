import FoundationEssentials
import StockbellCore
import Testing

@Suite struct FallbackTests {
    private static func world(_ fallback: String..., send: [String] = ["sms:+4915112345671"], ifUnsure: ChannelSettings.IfUnsure? = nil) throws
        -> World
    {
        var department = Department.wanting("purchasing")
        department.rules[0].send = send.map { Address(text: $0) }
        department.rules[0].fallback = fallback.map { Address(text: $0) }
        return World(try .fixture(departments: [department]))
    }

    /// Tries what a channel has, and says what came of it.
    private static func send(_ world: inout World, _ channel: String, _ outcome: Outcome) throws -> [Delivery] {
        let claimed = try world.claim(channel)
        for one in claimed {
            let attempt = Input.Attempt(delivery: one.delivery.id, number: one.delivery.attempt, channel: channel, level: one.level)
            try world.apply(.outcome(attempt, outcome))
        }
        return claimed.map(\.delivery)
    }

    @Test(arguments: [Outcome.refused, .unsure])
    func whatCannotBeDeliveredIsToldElsewhereOnce(outcome: Outcome) throws {
        var world = try Self.world("mail:buyers@example.com")
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        let failed = try Self.send(&world, "sms", outcome)
        let instead = try Self.send(&world, "mail", .fine)
        #expect(instead.map(\.address.description) == ["mail:buyers@example.com"] && instead.first?.follows == failed.first?.id)
        #expect(instead.first?.letter == .outOfStock && instead.first?.mayBeDuplicate == (outcome == .unsure))
        #expect(world.shelf.open.isEmpty && world.breaches == [])
    }

    @Test func eachStepIsTakenOnceAndThenItEnds() throws {
        var world = try Self.world("mail:buyers@example.com", "chat")
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        for channel in ["sms", "mail", "chat"] { #expect(try Self.send(&world, channel, .refused).count == 1) }
        #expect(world.shelf.open.isEmpty && world.shelf.queue.map(\.state) == [.dead, .dead, .dead])
        #expect(world.breaches == [])
    }

    @Test func twoThatFailAreToldElsewhereOnce() throws {
        var world = try Self.world("mail:buyers@example.com", send: ["sms:+4915112345671", "sms:+4915112345672"])
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        #expect(try Self.send(&world, "sms", .refused).count == 2)
        #expect(try Self.send(&world, "mail", .fine).count == 1)
        #expect(world.breaches == [])
    }

    @Test func nobodyIsToldWhoHearsItAnyway() throws {
        var world = try Self.world("mail:buyers@example.com", send: ["sms:+4915112345671", "mail:buyers@example.com"])
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        _ = try Self.send(&world, "sms", .refused)
        #expect(try Self.send(&world, "mail", .fine).count == 1)
        #expect(world.shelf.queue.count == 2)
    }

    @Test func whatIsOverMeanwhileIsNotToldElsewhere() throws {
        var world = try Self.world("mail:buyers@example.com")
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        let claimed = try world.claim("sms")
        try world.post(stockEvent(.level, "A", 9), second: 10)
        try world.apply(.outcome(.init(delivery: claimed[0].delivery.id, number: 1, channel: "sms", level: claimed[0].level), .refused))
        #expect(world.shelf.queue.filter { $0.follows != nil } == [])
    }

    @Test func aSummaryThatCannotBeDeliveredIsToldElsewhereWhole() throws {
        var world = try Self.world("mail:buyers@example.com")
        world.shelf = Shelf()
        for number in 0..<8 { try world.post(stockEvent(.level, "I\(number)", 0, previous: 9), second: TimeInterval(number)) }
        world.now = .second(400)
        try world.apply(.due)
        let storm = try #require(try Self.send(&world, "sms", .refused).first { $0.letter == .storm })
        let instead = try Self.send(&world, "mail", .fine)
        #expect(instead.contains { $0.follows == storm.id && $0.letter == .storm && $0.alerts == storm.alerts })
        #expect(world.breaches == [])
    }
}
