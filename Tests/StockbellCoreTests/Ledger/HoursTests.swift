import FoundationEssentials
import StockbellCore
import Testing

/// The world begins on a Monday at 08:00 UTC; the office is open on weekdays until 18:00.
@Suite struct HoursTests {
    private static let hour: TimeInterval = 3600
    private static let buyers = Address(text: "mail:buyers@example.com")

    private static func world(_ outside: OutsideHours = .init(), _ send: String...) throws -> World {
        var department = Department.wanting("purchasing", "mail:buyers@example.com")
        department.hours = OpeningHours(name: "office", timeZone: "UTC", open: [.weekly(days: [0, 1, 2, 3, 4], from: 480, to: 1080)])
        department.outsideHours = outside
        for index in department.rules.indices { department.rules[index].send += send.map { Address(text: $0) } }
        return World(try .fixture(departments: [department]))
    }

    /// Lets time pass and the clerk look at what is due; what may then be sent is sent.
    private static func open(_ world: inout World, at hours: Double) throws -> [Claimed] {
        world.now = .second(hours * hour)
        try world.apply(.due)
        let claimed = try world.claim("mail")
        for one in claimed { try world.report(one.delivery, .fine) }
        return claimed
    }

    @Test func whatComesInTheHoursGoesAtOnce() throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 0, previous: 4), second: 9 * Self.hour)
        #expect(try world.claim("mail").map(\.delivery.heldSince) == [nil])
    }

    @Test func whatComesOutsideGoesAtTheOpeningWithItsAge() throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 0, previous: 4), second: 11 * Self.hour)
        let held = try #require(world.shelf.queue.first)
        #expect(held.state == .held && held.dueAt == .second(24 * Self.hour))
        #expect(held.reason == "outside the hours (office): it waits until they come")
        #expect(try Self.open(&world, at: 23.9).isEmpty)
        let told = try Self.open(&world, at: 24)
        #expect(told.map(\.delivery.letter) == [.outOfStock] && told.first?.delivery.heldSince == .second(11 * Self.hour))
        #expect(world.breaches == [])
    }

    /// From Friday evening to Monday morning.
    @Test func whatComesOverAWeekendIsOneMessageThatNamesAll() throws {
        var world = try Self.world()
        let friday = 4.0 * 24 + 10.5
        for number in 0..<40 { try world.post(stockEvent(.level, "I\(number)", 0, previous: 4), second: (friday + Double(number)) * Self.hour) }
        #expect(try Self.open(&world, at: 7 * 24 - 0.1).isEmpty)
        let told = try Self.open(&world, at: 7 * 24)
        #expect(told.map(\.delivery.letter) == [.summary] && told.first?.alerts.count == 40)
        #expect(Set(told.flatMap(\.alerts).map(\.subject.item.id)).count == 40)
        #expect(world.shelf.queue.filter { $0.state == .suppressed }.map(\.reason) == ["outside the hours: one message at the opening tells it"])
        #expect(world.breaches == [])
    }

    @Test func whatIsOverByThenIsLeftOut() throws {
        var world = try Self.world()
        for item in ["A", "B", "C"] { try world.post(stockEvent(.level, item, 0, previous: 9), second: 11 * Self.hour) }
        try world.post(stockEvent(.level, "B", 9), second: 12 * Self.hour)
        let told = try Self.open(&world, at: 24)
        #expect(told.count == 1)
        #expect(told[0].alerts.map { "\($0.subject.item.id) \($0.kind.rawValue)" } == ["A out-of-stock", "C out-of-stock", "B back-in-stock"])
        #expect(world.shelf.suppressions.map(\.reason) == [.over])
        #expect(world.breaches == [])
    }

    @Test func aSingleMessageThatIsOverIsNotToldAndItsEndIs() throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 11 * Self.hour)
        try world.post(stockEvent(.level, "A", 9), second: 12 * Self.hour)
        let told = try Self.open(&world, at: 24)
        #expect(told.flatMap(\.alerts).map(\.kind) == [.backInStock])
        #expect(world.breaches == [])
    }

    @Test func aChannelThatSendsAtAllHoursDoes() throws {
        var world = try Self.world(OutsideHours(byChannel: ["chat": .send]), "chat")
        try world.post(stockEvent(.level, "A", 0, previous: 4), second: 20 * Self.hour)
        #expect(try world.claim("chat").count == 1 && world.claim("mail").isEmpty)
    }

    @Test func aRuleMaySendAtAllHours() throws {
        var department = Department.wanting("purchasing", "mail:buyers@example.com")
        department.hours = OpeningHours(name: "office", timeZone: "UTC", open: [.weekly(days: [0], from: 480, to: 1080)])
        department.rules[0].outsideHours = OutsideHours(others: .send)
        var world = World(try .fixture(departments: [department]))
        try world.post(stockEvent(.level, "A", 0, previous: 4), second: 30 * Self.hour)
        #expect(try world.claim("mail").count == 1)
    }

    /// Hours that never come again silence nobody.
    @Test func hoursThatNeverComeHoldNothingBack() throws {
        var department = Department.wanting("purchasing", "mail:buyers@example.com")
        let past = try #require(YearDay(year: 2020, month: 1, day: 1))
        department.hours = OpeningHours(name: "past", timeZone: "UTC", open: [.days(from: past, fromMinute: 0, to: past, toMinute: 1440)])
        var world = World(try .fixture(departments: [department]))
        try world.post(stockEvent(.level, "A", 0, previous: 4), second: 30)
        #expect(try world.claim("mail").count == 1)
    }

    @Test func aBatchGivesWhatItsInputsGiveOneByOne() throws {
        var (one, all) = (try Self.world(), try Self.world())
        (one.now, all.now) = (.second(11 * Self.hour), .second(11 * Self.hour))
        let inputs = (0..<20).map { one.arrival(stockEvent(.level, "I\($0 % 7)", $0 % 3 == 0 ? 9 : 0, previous: 1)) }
        all.ids = one.ids
        for input in inputs { try one.apply(input) }
        try all.apply(inputs)
        #expect(one.shelf == all.shelf)
        #expect(one.breaches == [])
    }
}
