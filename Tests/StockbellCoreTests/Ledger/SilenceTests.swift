import FoundationEssentials
import StockbellCore
import Testing

@Suite struct SilenceTests {
    private static func world(_ quietAfter: SourceSettings.QuietAfter = .after(.seconds(1800)), mapping: StockMapping? = nil) throws -> World {
        var source = SourceSettings(name: "tills", platform: .enad, firstSight: .quiet, quietAfter: quietAfter)
        source.mapping = mapping
        return World(try .fixture(sources: [source], departments: [], operators: [Address(text: "mail:ops@example.com")]))
    }

    private func start(_ world: inout World) throws { try world.apply(.rescue(isStart: true)) }

    private func look(_ world: inout World, _ second: TimeInterval) throws {
        world.now = .second(second)
        try world.apply(.due)
    }

    private func told(_ world: World) -> [String] { world.shelf.alerts.values.sorted { $0.id < $1.id }.compactMap { $0.trouble?.title } }
    private let key = AgendaItem.Key(.quiet, "tills")

    @Test func aSourceThatGoesSilentIsTroubleUntilItSpeaks() throws {
        var world = try Self.world()
        try start(&world)
        try world.post(stockEvent(.level, "A", 9), second: 600)
        try look(&world, 2459)
        #expect(told(world).isEmpty)
        try look(&world, 2460)
        #expect(told(world) == ["Source tills is silent"])
        let alert = try #require(world.shelf.alerts.values.first)
        #expect(alert.trouble?.key == "source:tills:quiet")
        #expect(alert.trouble?.text == "Nothing came from tills for 31 min; quietAfter is 30 min.")
        #expect(alert.trouble?.fix.contains("stockbell events --source tills") == true)
        #expect(world.shelf.queue.map(\.address.description) == ["mail:ops@example.com"])
        #expect(world.shelf.agenda.isEmpty)
        #expect(world.breaches == [])
        // It is told once, and closes by itself.
        try look(&world, 9000)
        try world.post(stockEvent(.level, "A", 8), second: 9001)
        #expect(world.shelf.incidents.values.map(\.closed) == [.ok])
        #expect(world.shelf.agenda[key]?.dueAt == .second(9001 + 1860))
        try look(&world, 9001 + 1860)
        #expect(told(world).count == 2)
    }

    /// Weekdays from 08:00 to 18:00; the world begins on a Monday at 08:00.
    @Test func silenceCountsInItsHoursAlone() throws {
        var source = SourceSettings(name: "tills", platform: .enad, firstSight: .quiet, quietAfter: .after(.seconds(1800)))
        source.quietDuring = OpeningHours(name: "office", timeZone: "UTC", open: [.weekly(days: [0, 1, 2, 3, 4], from: 480, to: 1080)])
        var world = World(try .fixture(sources: [source], departments: [], operators: [Address(text: "mail:ops@example.com")]))
        let hour: TimeInterval = 3600
        try world.post(stockEvent(.level, "A", 9), second: 9.75 * hour)
        // What is left of Monday is too short; the silence begins anew with Tuesday.
        #expect(world.shelf.agenda[key]?.dueAt == .second(24 * hour + 1860))
        try look(&world, 24 * hour + 1859)
        #expect(told(world).isEmpty)
        try look(&world, 24 * hour + 1860)
        #expect(told(world) == ["Source tills is silent"])
        // From Friday evening to Monday morning.
        try world.post(stockEvent(.level, "A", 8), second: (4 * 24 + 12) * hour)
        #expect(world.shelf.agenda[key]?.dueAt == .second(7 * 24 * hour + 1860))
        #expect(world.breaches == [])
    }

    @Test func whatSpeaksIsWrittenOnceAMinuteAndLookedAtWhenItIsDue() throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 9), second: 0)
        for second in 1..<60 { try world.post(stockEvent(.level, "A", Decimal(second)), second: TimeInterval(second)) }
        #expect(world.shelf.pulses["tills"]?.count == 1)
        try world.post(stockEvent(.level, "A", 9), second: 60)
        #expect(world.shelf.pulses["tills"]?.count == 2)
        #expect(world.shelf.agenda[key]?.dueAt == .second(1860))
        try look(&world, 1860)
        #expect(told(world).isEmpty)
        #expect(world.shelf.agenda[key]?.dueAt == .second(1920))
    }

    @Test func whateverComesIsASignOfLife() throws {
        var world = try Self.world()
        try start(&world)
        world.now = .second(600)
        for decoded in [Decoded.ignored(type: "ping", reason: "a ping"), .quarantined(type: nil, reason: "no JSON")] {
            world.now += 600
            try world.apply(.arrival(Arrival(id: world.ids.next(at: world.now), source: "tills", receivedAt: world.now, body: []), decoded))
        }
        try look(&world, 3659)
        #expect(told(world).isEmpty)
        try look(&world, 3660)
        #expect(told(world).count == 1)
    }

    @Test func whatNeverSpokeIsTroubleToo() throws {
        var world = try Self.world()
        try start(&world)
        try look(&world, 1860)
        #expect(world.shelf.alerts.values.first?.trouble?.text == "Nothing has come from tills yet for 31 min; quietAfter is 30 min.")
        var unasked = try Self.world(.learned)
        try start(&unasked)
        #expect(unasked.shelf.agenda.isEmpty && unasked.shelf.pulses.isEmpty)
    }

    /// Nobody could reach a Stockbell that was not there.
    @Test func afterAStartItHasTimeToSpeak() throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 9), second: 0)
        world.now = .second(86_400)
        try start(&world)
        try look(&world, 86_400)
        #expect(told(world).isEmpty)
        #expect(world.shelf.agenda[key]?.dueAt == .second(86_400 + 1800))
        try look(&world, 86_400 + 1800)
        #expect(told(world).count == 1)
        // One that is told stays told.
        try start(&world)
        #expect(world.shelf.agenda.isEmpty && told(world).count == 1)
    }

    @Test func whatIsUsualIsLearned() throws {
        var world = try Self.world(.learned)
        for second in stride(from: 0, through: 8 * 86_400, by: 7200) { try world.post(stockEvent(.level, "A", 9), second: TimeInterval(second)) }
        for day in 1...8 { try look(&world, Double(day) * 86_400 + 1) }
        #expect(told(world).isEmpty)
        let last = 8 * 86_400.0
        #expect(world.shelf.agenda[key].map { $0.dueAt <= .second(last + 6 * 3600 + 60) } == true)
        try look(&world, last + 6 * 3600 + 59)
        #expect(told(world).isEmpty)
        try look(&world, last + 6 * 3600 + 60)
        #expect(told(world) == ["Source tills is silent"])
        #expect(
            world.shelf.alerts.values.first?.trouble?.text.contains("for 6 h; that is more than three times its longest pause of two weeks") == true)
        #expect(world.breaches == [])
    }

    @Test func aYoungSourceIsLookedAtOnceADay() throws {
        var world = try Self.world(.learned)
        try world.post(stockEvent(.level, "A", 9), second: 0)
        for day in 1...30 {
            try look(&world, Double(day) * 86_400)
            #expect(world.shelf.agenda[key]?.dueAt == .second(Double(day + 1) * 86_400))
        }
        #expect(told(world).isEmpty)
    }

    @Test func neverIsNever() throws {
        var world = try Self.world()
        try start(&world)
        try look(&world, 1860)
        #expect(world.shelf.incidents.values.contains { $0.isOpen })
        var after = try Self.world(.never)
        (after.shelf, after.now, after.ids) = (world.shelf, world.now, world.ids)
        try start(&after)
        #expect(!after.shelf.incidents.values.contains { $0.isOpen } && after.shelf.agenda.isEmpty)
        try after.post(stockEvent(.level, "A", 9), second: 4000)
        #expect(after.shelf.agenda.isEmpty)
    }

    @Test func aSourceThatIsGoneIsForgotten() throws {
        var world = try Self.world()
        try start(&world)
        var after = World(try .fixture(sources: [], departments: []))
        (after.shelf, after.ids) = (world.shelf, world.ids)
        try look(&after, 1860)
        #expect(after.shelf.agenda.isEmpty && told(after).isEmpty)
    }

    @Test func theBookKnowsWhichSourceIsInTrouble() {
        let incident = { (key: String) in Incident(id: .init(key), trouble: key, openedAt: .start, told: .out, toldAt: .start) }
        let book = Book(now: .start, incidents: [incident("source:wms:quiet"), incident("source:tills"), incident("clock:web")])
        #expect(["wms", "tills", "web", "wm", "til"].map { book.isInTrouble(source: $0) } == [true, true, false, false, false])
    }

    // MARK: Clocks

    @Test func aClockThatIsHoursBehindIsTold() throws {
        var world = try Self.world(.never)
        for number in 0..<25 {
            let second = Double(number) * 60
            try world.post(stockEvent(.level, "I\(number)", 9, at: second - 6 * 3600 - 2), second: second)
            #expect(told(world).isEmpty == (number < 19), "\(number)")
        }
        let trouble = try #require(world.shelf.alerts.values.first?.trouble)
        #expect(trouble.key == "clock:tills" && trouble.title == "The clock of source tills is 6 h behind")
        #expect(trouble.text.contains("they happened 6 h before they came") && trouble.fix.hasPrefix("Have Enad send UTC"))
        #expect(told(world).count == 1)
        // Mended.
        try world.post(stockEvent(.level, "Z", 9, at: 1999), second: 2000)
        #expect(!world.shelf.incidents.values.contains { $0.isOpen })
        #expect(world.shelf.pulses["tills"]?.skew == nil)
    }

    @Test func aClockThatIsAheadIsToldAtTheTwentieth() throws {
        var world = try Self.world(.never)
        for number in 0..<20 { try world.post(stockEvent(.level, "I\(number)", 9, at: 2 * 3600 + 1), second: 1 + Double(number)) }
        #expect(told(world) == ["The clock of source tills is 2 h ahead"])
    }

    /// Late by an hour is what a platform's fifth attempt is; a heap of them comes within minutes, and live ones in between.
    @Test func lateEventsAreNoWrongClock() throws {
        var world = try Self.world(.never)
        for number in 0..<60 { try world.post(stockEvent(.level, "I\(number)", 9, at: Double(number) - 3600), second: Double(number)) }
        for number in 60..<200 {
            let isLive = number.isMultiple(of: 10)
            try world.post(stockEvent(.level, "I\(number)", 9, at: Double(number) * 60 - (isLive ? 0 : 3600)), second: Double(number) * 60)
        }
        #expect(told(world).isEmpty)
    }

    @Test func testsSayNothingOfTheClock() throws {
        var world = try Self.world(.never)
        for number in 0..<30 {
            try world.post(stockEvent(.level, "I\(number)", 9, at: Double(number) * 60 - 6 * 3600, isTest: true), second: Double(number) * 60)
        }
        #expect(told(world).isEmpty && world.shelf.pulses["tills"]?.skew == nil)
    }
}
