import FoundationEssentials
import StockbellCore
import Testing

/// The world begins on a Monday at 08:00 UTC.
@Suite struct MutingTests {
    private static let hour: TimeInterval = 3600

    private static func world(_ silences: Silence..., hours: OpeningHours? = nil) throws -> World {
        var department = Department.wanting("purchasing", "mail:buyers@example.com")
        department.hours = hours
        var settings = try Settings.fixture(departments: [department])
        settings.routing.silences = silences
        return World(settings)
    }

    /// From 09:00 to 12:00 each day.
    private static func recount(_ condition: Where = .always, then: Silence.Afterwards = .summary) -> Silence {
        let span = Silence.Span.during(OpeningHours(name: "recount", timeZone: "UTC", open: [.weekly(days: Set(0...6), from: 540, to: 720)]))
        return Silence(name: "recount", where: condition, span: span, then: then, because: "stock-take")
    }

    private static func quiet(_ sku: String, hours: Double, from start: Double = 0, then: Silence.Afterwards = .summary) -> Silence {
        Silence(
            name: "quiet", where: .field(.sku, .matches([Glob(sku)])), span: .until(.second((start + hours) * hour)), then: then,
            since: .second(start * hour))
    }

    private static func end(_ world: inout World, at hours: Double) throws -> [Claimed] {
        world.now = .second(hours * hour)
        try world.apply(.due)
        let claimed = try world.claim("mail")
        for one in claimed { try world.report(one.delivery, .fine) }
        return claimed
    }

    @Test func whatIsStillSoIsToldAtTheEndInOneMessage() throws {
        var world = try Self.world(Self.recount())
        for item in ["A", "B", "C"] { try world.post(stockEvent(.level, item, 0, previous: 4), second: 1.5 * Self.hour) }
        #expect(world.shelf.queue.first?.reason == "one message at the silence's end tells it")
        try world.post(stockEvent(.level, "B", 9), second: 2 * Self.hour)
        #expect(try Self.end(&world, at: 3.9).isEmpty)
        let told = try Self.end(&world, at: 4)
        #expect(told.map(\.delivery.letter) == [.summary])
        #expect(told[0].alerts.map { "\($0.subject.item.id) \($0.kind.rawValue)" } == ["A out-of-stock", "C out-of-stock", "B back-in-stock"])
        #expect(world.breaches == [])
    }

    @Test func oneThatWaitedAloneComesAsItsOwnLetterAndSaysNothingOfHours() throws {
        var world = try Self.world(Self.recount())
        try world.post(stockEvent(.level, "A", 0, previous: 4), second: 1.5 * Self.hour)
        let held = try #require(world.shelf.queue.first)
        #expect(held.state == .held && held.dueAt == .second(4 * Self.hour))
        #expect(held.reason == "\"recount\" silences it (stock-take): it is told at the end if it is so still")
        let told = try Self.end(&world, at: 4)
        #expect(told.map(\.delivery.letter) == [.outOfStock] && told[0].delivery.heldSince == nil)
    }

    @Test func outsideItNothingIsHeldBack() throws {
        var world = try Self.world(Self.recount(.field(.place, .matches([Glob("2")]))))
        try world.post(stockEvent(.level, "A", 0, previous: 4), second: 1.5 * Self.hour)
        #expect(try world.claim("mail").count == 1)
        var late = try Self.world(Self.recount())
        try late.post(stockEvent(.level, "A", 0, previous: 4), second: 5 * Self.hour)
        #expect(try late.claim("mail").count == 1)
    }

    @Test func whatItForgetsIsRecordedWithTheReason() throws {
        var world = try Self.world(Self.recount(then: .forget))
        try world.post(stockEvent(.level, "A", 0, previous: 4), second: 1.5 * Self.hour)
        #expect(world.shelf.queue.map(\.state) == [.suppressed] && world.shelf.suppressions.isEmpty)
        #expect(world.shelf.queue.first?.reason == "\"recount\" silences it (stock-take)")
        #expect(try Self.end(&world, at: 4).isEmpty)
        #expect(world.breaches == [])
    }

    @Test func aTroubleIsNeverSilenced() throws {
        var settings = try Settings.fixture(operators: [Address(text: "mail:ops@example.com")])
        settings.routing.silences = [Self.recount()]
        var world = World(settings)
        world.now = .second(1.5 * Self.hour)
        try world.apply(.trouble(Trouble(key: "channel:x", title: "t", text: "t", fix: "f")))
        #expect(try world.claim("mail").count == 1)
    }

    @Test func theEndWaitsForTheOpening() throws {
        let afternoon = OpeningHours(name: "late", timeZone: "UTC", open: [.weekly(days: Set(0...6), from: 840, to: 1080)])
        var world = try Self.world(Self.recount(), hours: afternoon)
        try world.post(stockEvent(.level, "A", 0, previous: 4), second: 1.5 * Self.hour)
        #expect(try Self.end(&world, at: 4).isEmpty)
        #expect(try Self.end(&world, at: 6).count == 1)
    }

    @Test func oneByCommandHoldsForAWhileAndMayEndEarlier() throws {
        var world = try Self.world()
        try world.apply(.silence(Self.quiet("A*", hours: 4)))
        for item in ["A1", "A2", "B"] { try world.post(stockEvent(.level, item, 0, previous: 4), second: 60) }
        #expect(try world.claim("mail").flatMap(\.alerts).map(\.subject.item.id) == ["B"])
        world.now = .second(Self.hour)
        #expect(try world.apply(.unsilence("quiet")).unsilenced.map(\.name) == ["quiet"])
        #expect(try world.apply(.unsilence("quiet")).unsilenced.isEmpty)
        #expect(try Self.end(&world, at: 1).flatMap(\.alerts).map(\.subject.item.id) == ["A1", "A2"])
        try world.post(stockEvent(.level, "A3", 0, previous: 4))
        #expect(try world.claim("mail").count == 1)
        #expect(world.breaches == [])
    }

    @Test func oneThatIsMadeLongerHoldsBackLonger() throws {
        var world = try Self.world()
        try world.apply(.silence(Self.quiet("A", hours: 1)))
        try world.post(stockEvent(.level, "A", 0, previous: 4), second: 60)
        world.now = .second(0.5 * Self.hour)
        try world.apply(.silence(Self.quiet("A", hours: 4, from: 0.5)))
        #expect(try Self.end(&world, at: 1).isEmpty)
        #expect(try Self.end(&world, at: 4.5).count == 1)
    }

    @Test func ofSeveralTheLongestHolds() throws {
        var world = try Self.world(Self.recount())
        try world.apply(.silence(Self.quiet("*", hours: 30)))
        try world.post(stockEvent(.level, "A", 0, previous: 4), second: 1.5 * Self.hour)
        #expect(world.shelf.queue.first?.silence == "quiet")
    }

    @Test func whatWaitedForItsHourAndIsSilencedThenWaitsOn() throws {
        let office = OpeningHours(name: "office", timeZone: "UTC", open: [.weekly(days: Set(0...6), from: 570, to: 1080)])
        var world = try Self.world(Self.recount(), hours: office)
        try world.post(stockEvent(.level, "A", 0, previous: 4), second: 60)
        #expect(try Self.end(&world, at: 1.5).isEmpty)
        #expect(try Self.end(&world, at: 4).flatMap(\.alerts).count == 1)
        #expect(world.breaches == [])
    }

    @Test func firstSightsAreHeldBackToo() throws {
        var settings = try Settings.fixture(sources: [SourceSettings(name: "tills", platform: .enad, firstSight: .summary)])
        settings.routing.silences = [Self.recount()]
        var world = World(settings)
        for item in ["A", "B"] { try world.post(stockEvent(.level, item, 0), second: 1.5 * Self.hour) }
        #expect(try Self.end(&world, at: 2).isEmpty)
        #expect(try Self.end(&world, at: 4).flatMap(\.alerts).count == 2)
        #expect(world.breaches == [])
    }

    @Test func aBatchGivesWhatItsInputsGiveOneByOne() throws {
        var (one, all) = (try Self.world(Self.recount()), try Self.world(Self.recount()))
        (one.now, all.now) = (.second(1.5 * Self.hour), .second(1.5 * Self.hour))
        let inputs =
            [.silence(Self.quiet("I1", hours: 30))] + (0..<20).map { one.arrival(stockEvent(.level, "I\($0 % 7)", $0 % 3 == 0 ? 9 : 0, previous: 1)) }
        all.ids = one.ids
        for input in inputs { try one.apply(input) }
        try all.apply(inputs)
        #expect(one.shelf == all.shelf)
        #expect(one.breaches == [])
    }
}
