import FoundationEssentials
import StockbellCore
import Testing

/// The world begins on a Monday at 08:00 UTC; the rule says things only when they have lasted for 15 minutes.
@Suite struct WaitTests {
    private static func department(_ name: String = "sales", wait: Duration? = .seconds(900), limit: Limit.Choice = .usual) -> Department {
        var department = Department.wanting(name, "mail:sales@example.com", limit: limit)
        department.rules[0].wait = wait
        return department
    }

    private static func world(_ departments: Department...) throws -> World {
        World(try .fixture(departments: departments.isEmpty ? [department()] : departments))
    }

    /// Lets the clerk look at what is due, and sends what may go.
    private static func pass(_ world: inout World, to second: TimeInterval) throws -> [Claimed] {
        world.now = .second(second)
        try world.apply(.due)
        let claimed = try world.claim("mail", 100)
        for one in claimed { try world.report(one.delivery, .fine) }
        return claimed
    }

    private static func letters(_ world: World) -> [String] { world.shelf.queue.map { "\($0.letter.rawValue) \($0.state.rawValue)" } }

    @Test func whatLastsIsToldAfterTheWait() throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        let held = try #require(world.shelf.queue.first)
        #expect(held.state == .held && held.dueAt == .second(900) && held.reason == "is sent if it is so still" && held.isWaitingToSee)
        #expect(try Self.pass(&world, to: 899).isEmpty)
        let told = try Self.pass(&world, to: 900)
        #expect(told.map(\.delivery.letter) == [.outOfStock] && told.first?.delivery.heldSince == nil)
        #expect(world.shelf.queue.count == 1 && world.breaches == [])
    }

    /// Whoever was told nothing need not hear that it is over.
    @Test(arguments: [[0, 9], [3, 9], [3, 0, 9], [0, 3, 9]] as [[Decimal]])
    func whatDoesNotLastIsNotToldNorIsItsEnd(_ quantities: [Decimal]) throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 20), second: 0)
        for (index, quantity) in quantities.enumerated() { try world.post(stockEvent(.level, "A", quantity), second: TimeInterval(60 * (index + 1))) }
        #expect(try Self.pass(&world, to: 4000).isEmpty)
        #expect(world.shelf.open.isEmpty)
        #expect(world.breaches == [])
    }

    @Test func whatWasToldIsTakenBack() throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        #expect(try Self.pass(&world, to: 900).count == 1)
        try world.post(stockEvent(.level, "A", 9), second: 1000)
        #expect(try Self.pass(&world, to: 1899).isEmpty)
        #expect(try Self.pass(&world, to: 1900).flatMap(\.alerts).map(\.kind) == [.backInStock])
        #expect(world.breaches == [])
    }

    @Test func whatBecomesWorseIsToldByItsOwnAlert() throws {
        var department = Self.department()
        department.rules[0].on = [.lowStock]
        department.rules.append(Rule(id: "sales/gone", name: "gone", on: [.outOfStock], send: department.rules[0].send))
        var world = try Self.world(department)
        try world.post(stockEvent(.level, "A", 3, previous: 9), second: 0)
        try world.post(stockEvent(.level, "A", 0), second: 300)
        #expect(Self.letters(world) == ["low-stock suppressed", "out-of-stock pending"])
        let told = try Self.pass(&world, to: 300)
        #expect(told.map(\.delivery.letter) == [.outOfStock] && told[0].delivery.overtaken == Overtaken(kind: .lowStock, lasted: 300, isAll: true))
        #expect(world.breaches == [])
    }

    @Test func goodNewsThatDoesNotLastIsNotToldAndTheBadNewsIs() throws {
        var department = Self.department(wait: nil)
        department.rules[0].on = [.outOfStock, .lowStock]
        department.rules.append(
            Rule(id: "sales/back", name: "back", on: AlertKind.restock, send: department.rules[0].send, wait: .seconds(3600)))
        var world = try Self.world(department)
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        #expect(try Self.pass(&world, to: 1).count == 1)
        try world.post(stockEvent(.level, "A", 9), second: 600)
        // It is low now, which does not wait behind what it makes old.
        try world.post(stockEvent(.level, "A", 3), second: 1200)
        let told = try Self.pass(&world, to: 1200)
        #expect(told.map(\.delivery.letter) == [.lowStock] && told[0].delivery.overtaken == Overtaken(kind: .backInStock, lasted: 600, isAll: false))
        #expect(Self.letters(world) == ["out-of-stock delivered", "back-in-stock suppressed", "low-stock delivered"])
        #expect(world.breaches == [])
    }

    @Test func whatHasLastedKeepsToTheHours() throws {
        var department = Self.department()
        department.hours = OpeningHours(name: "office", timeZone: "UTC", open: [.weekly(days: [0, 1, 2, 3, 4], from: 480, to: 1080)])
        var world = try Self.world(department)
        // 17:50 and 17:55, over closing time.
        for (item, second) in [("A", 35_400), ("B", 35_700), ("C", 35_760)] as [(String, TimeInterval)] {
            try world.post(stockEvent(.level, item, 0, previous: 9), second: second)
        }
        #expect(try Self.pass(&world, to: 36_700).isEmpty)
        #expect(Self.letters(world).filter { $0 == "summary gathering" }.count == 1)
        try world.post(stockEvent(.level, "B", 9), second: 40_000)
        #expect(try Self.pass(&world, to: 40_900).isEmpty)
        let told = try Self.pass(&world, to: 86_400)
        #expect(told.map(\.delivery.letter) == [.summary])
        #expect(told[0].alerts.map { "\($0.subject.item.id) \($0.kind.rawValue)" } == ["A out-of-stock", "C out-of-stock", "B back-in-stock"])
        #expect(world.shelf.open.isEmpty)
        #expect(world.breaches == [])
    }

    @Test func whatHasLastedCountsForTheLimit() throws {
        var world = try Self.world(Self.department(limit: .own(Limit(max: 3, per: .seconds(600)))))
        for number in 0..<10 { try world.post(stockEvent(.level, "I\(number)", 0, previous: 9), second: TimeInterval(number)) }
        // What is not sent yet as the limit is reached joins the summary, too.
        #expect(try Self.pass(&world, to: 920).isEmpty)
        let storm = try Self.pass(&world, to: 1000)
        #expect(storm.map(\.delivery.letter) == [.storm] && storm.flatMap(\.alerts).count == 10)
        #expect(world.breaches == [])
    }

    @Test func whatOneDepartmentWaitsForHoldsUpNoOther() throws {
        var world = try Self.world(Self.department(), Self.department("purchasing", wait: nil))
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        #expect(try Self.pass(&world, to: 1).map(\.delivery.department) == ["purchasing"])
        world.slots["mail"] = 1
        try world.post(stockEvent(.level, "B", 0, previous: 9), second: 2)
        #expect(world.shelf.queue.last { $0.department == "purchasing" }?.state == .sending)
        #expect(world.breaches == [])
    }

    @Test func aTroubleThatPassesIsNotTold() throws {
        var department = Self.department()
        department.rules[0].on = [.trouble]
        var world = try Self.world(department)
        let trouble = Trouble(key: "source:tills", title: "t", text: "x", fix: "y")
        try world.apply(.trouble(trouble))
        try world.apply(.troubleOver(trouble.key))
        #expect(try Self.pass(&world, to: 1000).isEmpty)
        try world.apply(.trouble(trouble))
        #expect(try Self.pass(&world, to: 2000).count == 1)
    }

    /// Its rule is gone: it goes all the same, once.
    @Test func whatWaitsOutlivesItsRule() throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        var other = try Self.world(.wanting("service", "mail:help@example.com"))
        (other.shelf, other.ids) = (world.shelf, world.ids)
        #expect(try Self.pass(&other, to: 900).map(\.delivery.department) == ["sales"])
        #expect(other.breaches == [])
    }

    @Test func aBatchGivesWhatItsInputsGiveOneByOne() throws {
        var (one, all) = (try Self.world(), try Self.world())
        let inputs = (0..<30).map { one.arrival(stockEvent(.level, "I\($0 % 7)", [0, 3, 9][$0 % 3], previous: 20)) }
        all.ids = one.ids
        for input in inputs { try one.apply(input) }
        try all.apply(inputs)
        #expect(one.shelf == all.shelf)
        (one.now, all.now) = (.second(900), .second(900))
        try one.apply(.due)
        try all.apply(.due)
        #expect(one.shelf == all.shelf && one.breaches == [])
    }
}
