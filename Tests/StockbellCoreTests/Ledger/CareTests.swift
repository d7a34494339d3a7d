import FoundationEssentials
import StockbellCore
import Testing

/// Who has an incident, and who wants peace from it: purchasing and sales both hear everything.
@Suite struct CareTests {
    private static let hour: TimeInterval = 3600

    private static func world(remind: Duration? = nil) throws -> World {
        var purchasing = Department.wanting("purchasing", "mail:buyers@example.com")
        purchasing.rules[0].remind = remind
        return World(try .fixture(departments: [purchasing, .wanting("sales", "chat")]))
    }

    /// An order of purchasing about the one open incident, by its last message.
    private static func order(_ act: CareOrder.Act, _ world: World, department: String = "purchasing", by name: String? = "Anna") throws -> Input {
        let incident = try #require(world.shelf.incidents.values.first { $0.isOpen })
        let message = try #require(world.shelf.queue.last { $0.department == department && $0.follows == nil })
        let alert = try #require(message.alerts.first.flatMap { world.shelf.alerts[$0] })
        return .care(
            CareOrder(
                incident: incident.id, level: incident.level, department: department, act: act, by: name,
                asked: .init(delivery: message.id, alert: alert.id, kind: alert.kind)))
    }

    /// Sends what may be sent, and gives it.
    private static func send(_ world: inout World, _ channels: String...) throws -> [Claimed] {
        try world.apply(.due)
        return try channels.flatMap { channel in
            let claimed = try world.claim(channel)
            for one in claimed { try world.report(one.delivery, .fine) }
            return claimed
        }
    }

    @Test func theOwnerIsNamedInLaterMessagesOfAllDepartments() throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 3, previous: 9), second: 10)
        #expect(try Self.send(&world, "mail", "chat").allSatisfy { $0.cares.isEmpty })
        let result = try world.apply(Self.order(.own("Anna"), world))
        #expect(result.cared.first??.owner?.name == "Anna")
        try world.post(stockEvent(.level, "A", 0), second: 20)
        let told = try Self.send(&world, "mail", "chat")
        #expect(told.count == 2 && told.allSatisfy { $0.cares["purchasing"]?.owner?.name == "Anna" && $0.cares["sales"] == nil })
        #expect(world.breaches == [])
    }

    @Test func anotherMayTakeItOverAndTheSameNameAgainChangesNothing() throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 10)
        for name in ["Anna", "Anna", "Ben"] { try world.apply(Self.order(.own(name), world)) }
        let care = try #require(world.shelf.incidents.values.first?.cares["purchasing"])
        #expect(care.owners.map(\.name) == ["Anna", "Ben"])
        #expect(care.owner(at: .second(5)) == nil)
    }

    @Test func nothingIsDoneAboutWhatIsOver() throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 10)
        let late = try Self.order(.own("Anna"), world)
        try world.post(stockEvent(.level, "A", 9), second: 20)
        #expect(try world.apply(late).cared == [nil])
        #expect(world.shelf.incidents.values.allSatisfy { $0.cares.isEmpty })
    }

    @Test func aSnoozeHoldsWhatComesForItsDepartmentAlone() throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 3, previous: 9), second: 10)
        _ = try Self.send(&world, "mail", "chat")
        try world.apply(Self.order(.snooze(.seconds(4 * 3600)), world))
        try world.post(stockEvent(.level, "A", 0), second: Self.hour)
        #expect(try Self.send(&world, "mail", "chat").map(\.delivery.department) == ["sales"])
        world.now = .second(10 + 4 * Self.hour)
        #expect(try Self.send(&world, "mail").map(\.delivery.letter) == [.outOfStock])
        #expect(world.breaches == [])
    }

    @Test func whatIsOverByTheEndOfASnoozeIsNotToldAndTheRestockIsAtOnce() throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 3, previous: 9), second: 10)
        _ = try Self.send(&world, "mail")
        try world.apply(Self.order(.snooze(.seconds(4 * 3600)), world))
        try world.post(stockEvent(.level, "A", 0), second: Self.hour)
        try world.post(stockEvent(.level, "A", 9), second: 2 * Self.hour)
        #expect(try Self.send(&world, "mail").map(\.delivery.letter) == [.backInStock])
        world.now = .second(9 * Self.hour)
        #expect(try Self.send(&world, "mail").isEmpty)
        #expect(world.shelf.open.allSatisfy { $0.department != "purchasing" } && world.breaches == [])
    }

    /// Nothing new came, and nothing else would ever say that it is still so.
    @Test func theMessageThatWasSnoozedComesAgainWhenItIsStillSo() throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 10)
        _ = try Self.send(&world, "mail")
        try world.apply(Self.order(.snooze(.seconds(4 * 3600)), world))
        world.now = .second(10 + 4 * Self.hour)
        let again = try Self.send(&world, "mail")
        #expect(again.map(\.delivery.letter) == [.reminder] && again.first?.delivery.address.description == "mail:buyers@example.com")
        #expect(world.breaches == [])
    }

    @Test func untilARestockWhatIsBadIsLeftOutAndTheRestockIsTold() throws {
        var world = try Self.world(remind: .seconds(3600))
        try world.post(stockEvent(.level, "A", 3, previous: 9), second: 10)
        _ = try Self.send(&world, "mail", "chat")
        try world.apply(Self.order(.snoozeUntilRestock, world))
        try world.post(stockEvent(.level, "A", 0), second: 20)
        world.now = .second(5 * Self.hour)
        #expect(try Self.send(&world, "mail", "chat").map(\.delivery.department) == ["sales"])
        #expect(world.shelf.suppressions.map(\.reason) == [.snoozed])
        try world.post(stockEvent(.level, "A", 9), second: 6 * Self.hour)
        #expect(try Self.send(&world, "mail").map(\.delivery.letter) == [.backInStock])
        #expect(world.breaches == [])
    }

    @Test func aSnoozeCanBeEnded() throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 3, previous: 9), second: 10)
        _ = try Self.send(&world, "mail")
        try world.apply(Self.order(.snooze(.seconds(4 * 3600)), world))
        try world.post(stockEvent(.level, "A", 0), second: 20)
        try world.apply(Self.order(.wake, world))
        #expect(try Self.send(&world, "mail").map(\.delivery.letter) == [.outOfStock])
    }

    /// An item that ran out again is another incident: nobody has it yet.
    @Test func whatWasDoneEndsWithTheIncident() throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 10)
        try world.apply(Self.order(.own("Anna"), world), Self.order(.snoozeUntilRestock, world))
        try world.post(stockEvent(.level, "A", 9), second: 20)
        _ = try Self.send(&world, "mail")
        try world.post(stockEvent(.level, "A", 0), second: 30)
        #expect(try Self.send(&world, "mail").map(\.cares) == [[:]])
    }

    @Test func aNameIsOneShortLine() {
        #expect(CareOrder.name(" Anna\r\n Maria\u{7}  ") == "Anna Maria")
        #expect(CareOrder.name(" \t\u{0}") == nil)
        #expect(CareOrder.name(String(repeating: "x", count: 500))?.count == CareOrder.longestName)
    }

    /// Whatever purchasing does, sales hears what it would have heard.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func whatADepartmentDoesTakesNothingFromAnother(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var (quiet, busy) = (try Self.world(remind: .seconds(900)), try Self.world(remind: .seconds(900)))
        var heard: [[String]] = [[], []]
        for step in 0..<40 {
            let now = Date.second(TimeInterval(step) * 600)
            let event = stockEvent(.level, ["A", "B"].randomElement(using: &generator) ?? "A", Decimal(Int.random(in: 0...9, using: &generator)))
            let acts: [CareOrder.Act] = [.own("Anna"), .snooze(.seconds(1800)), .snoozeUntilRestock, .wake]
            let act = acts.randomElement(using: &generator) ?? .wake
            let isBusy = Bool.random(using: &generator)
            for (index, isActing) in [(0, false), (1, isBusy)] {
                var world = index == 0 ? quiet : busy
                world.now = now
                try world.post(event)
                if isActing, world.shelf.incidents.values.contains(where: \.isOpen) {
                    for incident in world.shelf.incidents.values where incident.isOpen {
                        try world.apply(
                            .care(CareOrder(incident: incident.id, level: incident.level, department: "purchasing", act: act, by: "Anna")))
                    }
                }
                heard[index] += try Self.send(&world, "mail", "chat").filter { $0.delivery.department == "sales" }.map {
                    "\(step) \($0.delivery.letter) \($0.alerts.map(\.subject.item.id))"
                }
                #expect(world.breaches == [])
                if index == 0 { quiet = world } else { busy = world }
            }
        }
        #expect(heard[0] == heard[1])
        #expect(!heard[0].isEmpty)
    }
}
