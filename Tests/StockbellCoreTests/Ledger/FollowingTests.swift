import FoundationEssentials
import StockbellCore
import Testing

/// Reminders and escalations; the world begins on a Monday at 08:00 UTC.
@Suite struct FollowingTests {
    private static let hour: TimeInterval = 3600
    private static let chef = Address(text: "sms:+4915112345671")

    private static func world(
        remind: Duration? = .seconds(24 * 3600), escalate: [Rule.Escalation] = [], on: Set<AlertKind> = AlertKind.stock, hours: Bool = false,
        outside: OutsideHours = .init(), limit: Limit.Choice = .usual, send: [String] = []
    ) throws -> World {
        var department = Department.wanting("purchasing", "mail:buyers@example.com", on: on, limit: limit)
        if hours {
            department.hours = OpeningHours(name: "office", timeZone: "UTC", open: [.weekly(days: [0, 1, 2, 3, 4], from: 480, to: 1080)])
        }
        department.outsideHours = outside
        department.rules[0].send += send.map { Address(text: $0) }
        department.rules[0].remind = remind
        department.rules[0].escalate = escalate
        return World(try .fixture(departments: [department]))
    }

    private static func send(_ world: inout World, at seconds: TimeInterval) throws -> [Claimed] {
        world.now = .second(seconds)
        try world.apply(.due)
        return try ["mail", "sms"].flatMap { channel in
            let claimed = try world.claim(channel)
            for one in claimed { try world.report(one.delivery, .fine) }
            return claimed
        }
    }

    private static func own(_ world: inout World) throws {
        let incident = try #require(world.shelf.incidents.values.first { $0.isOpen })
        try world.apply(.care(CareOrder(incident: incident.id, level: incident.level, department: "purchasing", act: .own("Anna"))))
    }

    @Test func itIsSaidAgainAndAgainUntilSomebodyHasIt() throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        #expect(try Self.send(&world, at: 0).map(\.delivery.letter) == [.outOfStock])
        #expect(try Self.send(&world, at: 24 * Self.hour - 1).isEmpty)
        #expect(try Self.send(&world, at: 24 * Self.hour).map(\.delivery.letter) == [.reminder])
        #expect(try Self.send(&world, at: 48 * Self.hour).map(\.delivery.letter) == [.reminder])
        try Self.own(&world)
        #expect(world.shelf.open.isEmpty && world.shelf.queue.last?.reason == "somebody of the department has it")
        #expect(try Self.send(&world, at: 99 * Self.hour).isEmpty)
        #expect(world.breaches == [])
    }

    @Test func aRestockEndsIt() throws {
        var world = try Self.world(escalate: [.init(after: .seconds(1800), send: [Self.chef])])
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        _ = try Self.send(&world, at: 0)
        try world.post(stockEvent(.level, "A", 9), second: 60)
        #expect(try Self.send(&world, at: 48 * Self.hour).map(\.delivery.letter) == [.backInStock])
        #expect(world.shelf.open.isEmpty && world.breaches == [])
    }

    @Test func aWorseStateHasRemindersOfItsOwn() throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 3, previous: 9), second: 0)
        _ = try Self.send(&world, at: 0)
        try world.post(stockEvent(.level, "A", 0), second: Self.hour)
        #expect(try Self.send(&world, at: Self.hour).map(\.delivery.letter) == [.outOfStock])
        #expect(try Self.send(&world, at: 24 * Self.hour).isEmpty)
        #expect(try Self.send(&world, at: 25 * Self.hour).map { $0.alerts.map(\.kind) } == [[.outOfStock]])
        #expect(world.breaches == [])
    }

    @Test func whoComesNextHearsOfItWhileNobodyHasIt() throws {
        var world = try Self.world(
            remind: nil,
            escalate: [.init(after: .seconds(1800), send: [Self.chef]), .init(after: .seconds(7200), send: [Address(text: "mail:head@example.com")])])
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        _ = try Self.send(&world, at: 0)
        let next = try Self.send(&world, at: 1800)
        #expect(next.map(\.delivery.address) == [Self.chef] && next.map(\.delivery.letter) == [.escalation])
        try Self.own(&world)
        #expect(try Self.send(&world, at: 9000).isEmpty)
        #expect(world.breaches == [])
    }

    @Test func aRuleThatSendsToSeveralEscalatesOnce() throws {
        var world = try Self.world(
            remind: nil, escalate: [.init(after: .seconds(1800), send: [Self.chef])], hours: true, outside: OutsideHours(byChannel: ["chat": .send]),
            send: ["chat", "hook"])
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        #expect(world.shelf.open.filter { $0.letter == .escalation }.count == 1)
        // At night the mail waits and the chat message does not: the time counts from that.
        try world.post(stockEvent(.level, "B", 0, previous: 9), second: 14 * Self.hour)
        let waiting = world.shelf.open.filter { $0.letter == .escalation && $0.createdAt == .second(14 * Self.hour) }
        let chat = world.shelf.queue.last { $0.address.channel == "chat" }
        #expect(waiting.count == 1 && waiting.first?.follows == chat?.id)
        #expect(world.breaches == [])
    }

    @Test func goodNewsIsFollowedByNothing() throws {
        var world = try Self.world(on: [.backInStock, .refilled])
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        try world.post(stockEvent(.level, "A", 9), second: 10)
        #expect(try Self.send(&world, at: 10).map(\.delivery.letter) == [.backInStock])
        #expect(world.shelf.open.isEmpty)
    }

    @Test func whatSomebodyHasAlreadyIsFollowedByNothing() throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 3, previous: 9), second: 0)
        try Self.own(&world)
        try world.post(stockEvent(.level, "A", 0), second: 10)
        #expect(world.shelf.queue.filter { $0.isFollowing && $0.state == .held } == [])
    }

    /// From 22:00 to 08:00: the time counts from the opening, as the message itself went out then.
    @Test func timesCountFromTheOpeningWhereTheMessageWaitsForIt() throws {
        var world = try Self.world(
            remind: .seconds(4 * 3600), escalate: [.init(after: .seconds(1800), send: [Address(text: "mail:head@example.com")])], hours: true)
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 14 * Self.hour)
        #expect(try Self.send(&world, at: 23 * Self.hour).isEmpty)
        #expect(try Self.send(&world, at: 24 * Self.hour).map(\.delivery.letter) == [.outOfStock])
        #expect(try Self.send(&world, at: 24.5 * Self.hour).map(\.delivery.letter) == [.escalation])
        #expect(try Self.send(&world, at: 28 * Self.hour).map(\.delivery.letter) == [.reminder])
        #expect(try Self.send(&world, at: 32 * Self.hour).map(\.delivery.letter) == [.reminder])
        // The next one would be at 20:00.
        #expect(try Self.send(&world, at: 36 * Self.hour).isEmpty)
        #expect(try Self.send(&world, at: 48 * Self.hour).map(\.delivery.letter) == [.reminder])
        #expect(world.breaches == [])
    }

    @Test func anEscalationBySendsAtAllHoursWhereItsChannelDoes() throws {
        var world = try Self.world(
            remind: nil, escalate: [.init(after: .seconds(1800), send: [Self.chef])], hours: true,
            outside: OutsideHours(byChannel: ["mail": .send, "sms": .send]))
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 20 * Self.hour)
        _ = try Self.send(&world, at: 20 * Self.hour)
        #expect(try Self.send(&world, at: 20.5 * Self.hour).map(\.delivery.address) == [Self.chef])
    }

    /// News of the item goes before a reminder that waits, although that is older.
    @Test func aReminderThatWaitsHoldsNothingUp() throws {
        var world = try Self.world()
        world.slots = ["mail": 4]
        #expect(try world.apply(world.arrival(stockEvent(.level, "A", 3, previous: 9))).claimed.count == 1)
        try world.report(try #require(world.shelf.queue.first), .fine)
        #expect(try world.apply(world.arrival(stockEvent(.level, "A", 0))).claimed.map(\.delivery.letter) == [.outOfStock], "claimed at birth")
        try world.post(stockEvent(.level, "B", 3, previous: 9))
        world.slots = [:]
        try world.post(stockEvent(.level, "B", 0))
        #expect(world.breaches == [])
    }

    @Test func aReminderDoesNotOvertakeItsMessage() throws {
        var world = try Self.world(remind: .seconds(3600), escalate: [.init(after: .seconds(1800), send: [Self.chef])])
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        // The way out of mail does not work for hours.
        for second in [1800, 3600, 7200, 10_800] as [TimeInterval] {
            world.now = .second(second)
            try world.apply(.due)
        }
        #expect(world.shelf.open.filter { $0.letter == .reminder }.map(\.state) == [.held])
        #expect(try world.claim("sms").map(\.delivery.letter) == [.escalation], "somebody hears of it by another way")
        #expect(try world.claim("mail").map(\.delivery.letter) == [.outOfStock])
    }

    @Test func whatASummaryTellsIsNotFollowedSingly() throws {
        var world = try Self.world(limit: .own(Limit(max: 2, per: .seconds(600))))
        for number in 0..<6 { try world.post(stockEvent(.level, "I\(number)", 0, previous: 9), second: TimeInterval(number)) }
        #expect(try Self.send(&world, at: 400).map(\.delivery.letter) == [.storm])
        #expect(try Self.send(&world, at: 25 * Self.hour).isEmpty)
        #expect(world.shelf.open.isEmpty && world.breaches == [])
    }

    @Test func whatIsCancelledIsNotFollowed() throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        try world.apply(.cancel(DeliverySelection(states: [.pending])))
        #expect(try Self.send(&world, at: 24 * Self.hour).isEmpty)
        #expect(world.shelf.open.isEmpty && world.breaches == [])
    }

    @Test func aTestGoesToNoPhoneInTheEnd() throws {
        var world = try Self.world(remind: nil, escalate: [.init(after: .seconds(1800), send: [Self.chef])])
        try world.post(stockEvent(.level, "A", 0, previous: 9, isTest: true), second: 0)
        #expect(world.shelf.queue.map(\.letter) == [.outOfStock])
    }
}
