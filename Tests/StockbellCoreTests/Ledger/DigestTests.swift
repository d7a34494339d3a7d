import FoundationEssentials
import StockbellCore
import Testing

/// The world begins on a Monday at 08:00 UTC, 09:00 in Berlin; digests go out on weekdays at 08:00 there.
@Suite struct DigestTests {
    private static let hour: TimeInterval = 3600
    private static let morning = Digest(.at(LocalTimes([.init(days: Set(0...4), minute: 480)], timeZone: "Europe/Berlin")))
    private static let buyers = Address(text: "mail:buyers@example.com")
    /// When the next one goes out, in hours from the beginning: Tuesday.
    private static let tuesday = 23.0

    private static func department(
        _ digest: Digest = morning, on: Set<AlertKind> = AlertKind.stock, and rules: Rule...
    ) -> Department {
        var department = Department.wanting("purchasing", "mail:buyers@example.com", on: on)
        department.timeZone = "Europe/Berlin"
        department.rules[0].digest = digest
        department.rules += rules
        return department
    }

    private static func world(_ department: Department = department()) throws -> World {
        World(try .fixture(departments: [department]), zones: Zones())
    }

    private static func pass(_ world: inout World, to hours: Double) throws -> [Claimed] {
        world.now = .second(hours * hour)
        try world.apply(.due)
        let claimed = try world.claim("mail", 100)
        for one in claimed { try world.report(one.delivery, .fine) }
        return claimed
    }

    private static func words(_ claimed: Claimed) -> [String] { claimed.alerts.map { "\($0.subject.item.id) \($0.kind.rawValue)" } }

    @Test func allRulesOfAnAddressShareOneMessageAtItsTime() throws {
        let other = Rule(id: "purchasing/more", name: "more", on: [.outOfStock], send: [Self.buyers], digest: Self.morning)
        var world = try Self.world(Self.department(on: [.lowStock], and: other))
        try world.post(stockEvent(.level, "A", 3, previous: 9), second: 0)
        try world.post(stockEvent(.level, "B", 0, previous: 9), second: 60)
        let gathering = try #require(world.shelf.queue.first)
        #expect(world.shelf.queue.count == 1 && gathering.state == .gathering && gathering.dueAt == .second(Self.tuesday * Self.hour))
        #expect(gathering.reason == "gathers for the digest (weekdays 08:00)")
        #expect(try Self.pass(&world, to: Self.tuesday - 0.01).isEmpty)
        let told = try Self.pass(&world, to: Self.tuesday)
        #expect(told.map(\.delivery.letter) == [.digest] && Self.words(told[0]) == ["A low-stock", "B out-of-stock"])
        #expect(world.breaches == [])
    }

    @Test func itsClockKeepsToNoHoursAndNoLimit() throws {
        var department = Self.department()
        department.hours = OpeningHours(name: "late", timeZone: "UTC", open: [.weekly(days: [2], from: 480, to: 1080)])
        department.rules[0].limit = .own(Limit(max: 1, per: .seconds(600)))
        var world = try Self.world(department)
        for number in 0..<5 { try world.post(stockEvent(.level, "I\(number)", 0, previous: 9), second: TimeInterval(number)) }
        let told = try Self.pass(&world, to: Self.tuesday)
        #expect(told.count == 1 && told[0].alerts.count == 5 && world.shelf.queue.count == 1)
    }

    @Test func aRestockTakesItsItemOutAndSaysHowLong() throws {
        var world = try Self.world()
        for item in ["A", "B"] { try world.post(stockEvent(.level, item, 0, previous: 9), second: 0) }
        try world.post(stockEvent(.level, "A", 9), second: 3 * Self.hour)
        let told = try Self.pass(&world, to: Self.tuesday)
        #expect(Self.words(told[0]) == ["B out-of-stock", "A back-in-stock"] && told[0].alerts[1].duration == 3 * Self.hour)
        #expect(world.shelf.suppressions.map(\.reason) == [.over] && world.breaches == [])
    }

    @Test func whereNobodyAsksForRestocksWhatIsOverIsNotTold() throws {
        var world = try Self.world(Self.department(on: [.outOfStock]))
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        try world.post(stockEvent(.level, "A", 9), second: 3 * Self.hour)
        #expect(world.shelf.queue.map(\.state) == [.suppressed])
        #expect(try Self.pass(&world, to: Self.tuesday).isEmpty && world.breaches == [])
    }

    /// However an item comes and goes, it stands in a digest once, as it is.
    @Test(
        arguments: [([0, 3, 9], ["refilled"]), ([3, 0], ["out-of-stock"]), ([0, 9, 3], ["low-stock"]), ([0, 9, 0], ["out-of-stock"])]
            as [([Decimal], [String])])
    func anItemStandsInItOnce(_ quantities: [Decimal], _ kinds: [String]) throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 20), second: 0)
        for (index, quantity) in quantities.enumerated() { try world.post(stockEvent(.level, "A", quantity), second: TimeInterval(60 * (index + 1))) }
        #expect(try Self.pass(&world, to: Self.tuesday).flatMap(\.alerts).map(\.kind.rawValue) == kinds)
        #expect(world.breaches == [])
    }

    /// What goes singly says what it took out of the digest.
    @Test func whatIsToldAtOnceLeavesTheDigest() throws {
        let gone = Rule(id: "purchasing/gone", name: "gone", on: [.outOfStock], send: [Self.buyers])
        var world = try Self.world(Self.department(on: [.lowStock], and: gone))
        try world.post(stockEvent(.level, "A", 3, previous: 9), second: 0)
        try world.post(stockEvent(.level, "B", 3, previous: 9), second: 0)
        try world.post(stockEvent(.level, "A", 0), second: 2 * Self.hour)
        let single = try Self.pass(&world, to: 2)
        #expect(single.map(\.delivery.letter) == [.outOfStock])
        #expect(single[0].delivery.overtaken == Overtaken(kind: .lowStock, lasted: 2 * Self.hour, isAll: false))
        #expect(try Self.pass(&world, to: Self.tuesday).map(Self.words) == [["B low-stock"]])
        #expect(world.breaches == [])
    }

    /// At once goes before a wait, and a wait before a digest, wherever they stand.
    @Test func anAddressHearsAnAlertByTheSoonestRule() throws {
        let soon = Rule(id: "purchasing/soon", name: "soon", on: [.outOfStock], send: [Self.buyers])
        var world = try Self.world(Self.department(and: soon))
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        #expect(world.shelf.queue.map(\.rule) == ["purchasing/soon"])
    }

    @Test func aWindowBeginsWithItsFirstAlertAndEndsWhenItIsFull() throws {
        var world = try Self.world(Self.department(Digest(.every(seconds: 3600, max: 3))))
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 1800)
        #expect(try Self.pass(&world, to: 1.49).isEmpty)
        #expect(try Self.pass(&world, to: 1.5).map(\.alerts.count) == [1])
        for number in 0..<4 { try world.post(stockEvent(.level, "I\(number)", 0, previous: 9), second: 2 * Self.hour) }
        #expect(try Self.pass(&world, to: 2).map(\.alerts.count) == [3])
        #expect(try Self.pass(&world, to: 3).map(\.alerts.count) == [1])
        #expect(world.breaches == [])
    }

    @Test func firstSightsJoinIt() throws {
        var settings = try Settings.fixture(departments: [Self.department()])
        settings.sources[0].firstSight = .summary
        var world = World(settings, zones: Zones())
        try world.post(stockEvent(.level, "A", 0), second: 0)
        #expect(try Self.pass(&world, to: 1).isEmpty)
        #expect(try Self.pass(&world, to: Self.tuesday).map(Self.words) == [["A out-of-stock"]])
    }

    // MARK: - Nothing new

    private static let always = Digest(morning.schedule, showsOpen: true, sendsEmpty: true)

    @Test func oneThatGoesOutEmptyIsThereFromTheStart() throws {
        var world = try Self.world(Self.department(Self.always))
        try world.apply(.rescue(isStart: true))
        try world.apply(.rescue(isStart: true))
        #expect(world.shelf.queue.map(\.state) == [.gathering])
        let first = try Self.pass(&world, to: Self.tuesday)
        #expect(first.map(\.alerts.count) == [0] && first[0].delivery.letter == .digest)
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 30 * Self.hour)
        #expect(try Self.pass(&world, to: Self.tuesday + 24).map(Self.words) == [["A out-of-stock"]])
        // What leaves it leaves it empty, and it goes all the same.
        try world.post(stockEvent(.level, "B", 3, previous: 9), second: 50 * Self.hour)
        try world.post(stockEvent(.removed, "B"), second: 51 * Self.hour)
        let third = try Self.pass(&world, to: Self.tuesday + 48)
        #expect(third.map(\.alerts.count) == [0] && third[0].told.map(\.subject.item.id) == ["A"])
        #expect(third[0].delivery.createdAt == .second((Self.tuesday + 24) * Self.hour), "it says since when")
        #expect(world.breaches == [])
    }

    /// Friday's is followed by Monday's; a server that was off over three of them sends one.
    @Test func whatWasMissedGoesOutOnce() throws {
        var world = try Self.world(Self.department(Self.always))
        try world.apply(.rescue(isStart: true))
        #expect(try Self.pass(&world, to: Self.tuesday + 55).count == 1)
        #expect(world.shelf.queue.last?.dueAt == .second((Self.tuesday + 72) * Self.hour))
        #expect(try Self.pass(&world, to: Self.tuesday + 72).count == 1)
        #expect(world.shelf.queue.last?.dueAt == .second((Self.tuesday + 144) * Self.hour))
    }

    @Test func oneThatNobodyWantsAnyMoreEnds() throws {
        var world = try Self.world(Self.department(Self.always))
        try world.apply(.rescue(isStart: true))
        var other = try Self.world(Self.department())
        (other.shelf, other.ids) = (world.shelf, world.ids)
        #expect(try Self.pass(&other, to: Self.tuesday).isEmpty)
        #expect(other.shelf.queue.map(\.reason) == ["config.json has no such digest any more"])
        #expect(other.breaches == [])
    }

    // MARK: - What is open still

    @Test func whatWasToldBeforeAndIsOpenComesWithIt() throws {
        let gone = Rule(id: "purchasing/gone", name: "gone", on: [.outOfStock], send: [Self.buyers])
        var world = try Self.world(Self.department(Self.always, on: [.lowStock], and: gone))
        try world.apply(.rescue(isStart: true))
        for (item, quantity) in [("A", 0), ("B", 3), ("C", 3), ("D", 0)] as [(String, Decimal)] {
            try world.post(stockEvent(.level, item, quantity, previous: 9), second: 0)
        }
        _ = try Self.pass(&world, to: 1)
        _ = try Self.pass(&world, to: Self.tuesday)
        try world.post(stockEvent(.level, "C", 9), second: 30 * Self.hour)
        try world.post(stockEvent(.level, "E", 3, previous: 9), second: 31 * Self.hour)
        try world.post(stockEvent(.level, "D", 9), second: 32 * Self.hour)
        try world.post(stockEvent(.level, "D", 3), second: 33 * Self.hour)
        let told = try Self.pass(&world, to: Self.tuesday + 24)
        #expect(told.map(Self.words) == [["E low-stock", "D low-stock"]])
        #expect(told[0].told.map { "\($0.subject.item.id) \($0.kind.rawValue)" } == ["A out-of-stock", "B low-stock"])
    }

    // MARK: - Clocks that change

    /// Berlin skips 02:00–03:00 on 29 March 2026 and repeats it on 25 October; New York does so on 8 March and 1 November, there 01:00–02:00.
    @Test(
        arguments: [
            ("Europe/Berlin", 480, "2026-03-28T07:00:00Z", [23, 24]), ("Europe/Berlin", 480, "2026-10-24T06:00:00Z", [25, 24]),
            ("Europe/Berlin", 150, "2026-03-28T01:30:00Z", [24, 23]), ("Europe/Berlin", 150, "2026-10-24T00:30:00Z", [24, 25]),
            ("America/New_York", 480, "2026-03-07T13:00:00Z", [23, 24]), ("America/New_York", 480, "2026-10-31T12:00:00Z", [25, 24]),
            ("America/New_York", 150, "2026-03-07T07:30:00Z", [24, 23]), ("America/New_York", 90, "2026-10-31T05:30:00Z", [24, 25]),
        ] as [(String, Int, String, [Double])])
    func itGoesOutOnceADayByTheLocalClock(_ zone: String, _ minute: Int, _ eve: String, _ hours: [Double]) throws {
        let times = LocalTimes([.init(days: Set(0...6), minute: minute)], timeZone: zone)
        var time = try Date.ISO8601FormatStyle().parse(eve)
        #expect(times.next(after: time.addingTimeInterval(-1), Zones()) == time)
        for gap in hours {
            let next = times.next(after: time, Zones())
            #expect(next == time.addingTimeInterval(gap * Self.hour))
            time = next ?? time
        }
    }

    @Test func itsTimesAreSaidInOneWay() {
        let times = LocalTimes(
            [.init(days: Set(0...4), minute: 480), .init(days: [5], minute: 540), .init(days: [6], minute: 480), .init(days: [3, 0], minute: 5)],
            timeZone: "UTC")
        #expect("\(times)" == "mon,thu 00:05, mon,tue,wed,thu,fri,sun 08:00, sat 09:00")
    }

    @Test func aBatchGivesWhatItsInputsGiveOneByOne() throws {
        var (one, all) = (try Self.world(Self.department(Self.always)), try Self.world(Self.department(Self.always)))
        let inputs = (0..<40).map { one.arrival(stockEvent(.level, "I\($0 % 7)", [0, 3, 9][$0 % 3], previous: 20)) }
        all.ids = one.ids
        for input in inputs { try one.apply(input) }
        try all.apply(inputs)
        #expect(one.shelf == all.shelf && one.breaches == [])
    }
}
