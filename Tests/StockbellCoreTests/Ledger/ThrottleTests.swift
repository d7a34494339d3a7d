import FoundationEssentials
import StockbellCore
import Testing

@Suite struct ThrottleTests {
    private static let mail = ["mail:a@example.com"]
    private static let refused = Outcome.retry(Failure(.connection, "refused"), after: nil, scope: .channel)

    private static func world(_ addresses: [String] = mail, rates: ChannelRates = ChannelRates()) throws -> World {
        let rules = [Rule(id: "d/r", name: "r", on: AlertKind.stock, send: addresses.map { Address(text: $0) })]
        var settings = try Settings.fixture(departments: [Department(name: "d", locale: "en", timeZone: "UTC", rules: rules)])
        for index in settings.channels.indices { settings.channels[index].rates = rates }
        return World(settings)
    }

    private static func post(_ count: Int, to world: inout World) throws {
        for index in 0..<count { try world.post(stockEvent(.level, "item-\(index)", 0)) }
    }

    // MARK: - Rates

    @Test func noMoreGoThanTheRateOfTheChannelAllows() throws {
        var world = try Self.world(Self.mail + ["mail:b@example.com"], rates: ChannelRates(channel: Rate(2, per: .seconds(4))))
        try Self.post(4, to: &world)
        #expect(try world.claim("mail").count == 2)
        #expect(try world.claim("mail").isEmpty)
        world.now = .second(2)
        #expect(try world.claim("mail").count == 1)
        world.now = .second(3.9)
        #expect(try world.claim("mail").isEmpty)
        world.now = .second(60)
        #expect(try world.claim("mail").count == 2)
    }

    @Test func anAddressWaitsForItsRateAndOthersDoNot() throws {
        var world = try Self.world(Self.mail + ["mail:b@example.com"], rates: ChannelRates(address: Rate(1, per: .seconds(3))))
        try Self.post(2, to: &world)
        let first = try world.claim("mail")
        #expect(Set(first.map(\.delivery.address.description)) == ["mail:a@example.com", "mail:b@example.com"] && first.count == 2)
        world.now = .second(3)
        #expect(try world.claim("mail").count == 2)
    }

    @Test func aMessageIsNotBornUnderWayPastItsRate() throws {
        var world = try Self.world(["hook"], rates: ChannelRates(channel: Rate(1, per: .seconds(1))))
        world.slots = ["hook": 9]
        try Self.post(3, to: &world)
        #expect(world.shelf.queue.map(\.state) == [.sending, .pending, .pending])
    }

    @Test func aRateIsForgottenOnceItsBucketIsFull() throws {
        var world = try Self.world(rates: ChannelRates(channel: Rate(5, per: .seconds(10))))
        try Self.post(1, to: &world)
        #expect(try world.claim("mail").count == 1)
        #expect(world.shelf.pauses.values.map(\.fullAt) == [.second(2)])
        world.now = .second(2)
        try world.apply(.probe)
        #expect(world.shelf.pauses.isEmpty)
    }

    // MARK: - The breaker

    /// Fails three messages one after the other, so that the breaker opens.
    private static func opened(_ outcome: Outcome = refused, posting count: Int = 6) throws -> World {
        var world = try Self.world()
        try Self.post(count, to: &world)
        for claimed in try world.claim("mail", 3) { try world.report(claimed.delivery, outcome) }
        return world
    }

    @Test func afterThreeFailuresOneMessageGoesToSee() throws {
        var world = try Self.opened()
        #expect(try world.claim("mail").isEmpty)
        let breaker = try #require(world.shelf.pauses.values.first)
        #expect(breaker.origin == .breaker && breaker.failures == 3 && breaker.reason == "connection: refused")
        world.now = try #require(breaker.until)
        let probe = try world.claim("mail")
        #expect(probe.count == 1)
        #expect(try world.claim("mail").isEmpty, "the others wait for what comes of it")
        try world.report(probe[0].delivery, .fine)
        #expect(world.shelf.pauses.isEmpty)
        #expect(try world.claim("mail").count == 2, "the rest that was never tried")
    }

    @Test func itStaysOpenForLongerEachTimeAndNeverForMoreThanFiveMinutes() throws {
        var world = try Self.opened(posting: 4)
        var lengths: [TimeInterval] = []
        for _ in 0..<8 {
            let breaker = try #require(world.shelf.pauses.values.first)
            let until = try #require(breaker.until)
            lengths.append(until.timeIntervalSince(world.now))
            world.now = max(until, world.shelf.queue.filter { $0.state == .pending }.map(\.dueAt).min() ?? until)
            let probe = try #require(try world.claim("mail").first)
            try world.report(probe.delivery, Self.refused)
        }
        #expect(lengths == lengths.sorted() && lengths.last == 300)
    }

    /// What was under way when it opened says nothing new.
    @Test func thirtyFailuresOfOneMomentAreOne() throws {
        var world = try Self.world()
        try Self.post(30, to: &world)
        for claimed in try world.claim("mail", 30) { try world.report(claimed.delivery, Self.refused) }
        #expect(world.shelf.pauses.values.map(\.failures) == [3])
    }

    @Test func aMisconfiguredChannelIsTriedByOneMessageInFiveMinutesAndKeepsTheOthers() throws {
        var world = try Self.opened(.misconfigured(Failure(.authentication, "401")))
        #expect(world.shelf.pauses.values.map(\.until) == [.second(300)])
        #expect(world.shelf.queue.count { $0.state == .pending && $0.address.channel == "mail" } == 6)
        world.now = .second(300)
        let probe = try world.claim("mail")
        #expect(probe.count == 1)
        try world.report(probe[0].delivery, .misconfigured(Failure(.authentication, "401")))
        #expect(world.shelf.pauses.values.map(\.until) == [.second(600)])
    }

    @Test(arguments: [Input.reloaded, .resume(.channel("mail")), .resume(nil), .rescue(isStart: true)])
    func whoMendedSomethingNeedNotWait(_ input: Input) throws {
        var world = try Self.opened(.misconfigured(Failure(.authentication, "401")))
        try world.apply(input)
        #expect(world.shelf.pauses.isEmpty)
        // Those too that failed.
        #expect(try world.claim("mail", 20).count == 6)
    }

    @Test(arguments: [Outcome.fine, .rejected(Failure(.badAddress, "550"), suppress: false)])
    func anAnswerClosesIt(_ answer: Outcome) throws {
        var world = try Self.opened()
        world.now = try #require(world.shelf.pauses.values.first?.until)
        try world.report(try #require(try world.claim("mail").first).delivery, answer)
        #expect(world.shelf.pauses.isEmpty)
    }

    /// A message that came back unsent, or whose failure is its own, says nothing of the way: the next one goes to see.
    @Test(arguments: [Outcome.unsent, .retry(Failure(.serverError, "500"), after: nil, scope: .message), .later(1, .message)])
    func whatSaysNothingOfTheWayLetsTheNextOneGo(_ outcome: Outcome) throws {
        var world = try Self.opened()
        world.now = try #require(world.shelf.pauses.values.first?.until)
        try world.report(try #require(try world.claim("mail").first).delivery, outcome)
        #expect(try world.claim("mail").count == 1)
    }

    /// A webhook that was deleted is never used again, and what waits for it is given up in time and told.
    @Test func whatIsGoneIsNotTriedEvenToSee() throws {
        let gone = Outcome.misconfigured(Failure(.gone, "404"))
        var world = try Self.opened(gone)
        let shut = try #require(world.shelf.pauses.values.first)
        #expect(shut.isForGood && shut.end == nil && shut.holds(at: .second(300)))
        #expect(shut.reason == "gone: 404; nothing goes there until config.json is saved or `stockbell resume`")
        world.slots = ["mail": 9]
        for second: TimeInterval in [300, 86_400, 2 * 86_400] {
            world.now = .second(second)
            try world.post(stockEvent(.level, "item at \(second)", 0))
            #expect(try world.claim("mail").isEmpty)
        }
        world.now = .second(3 * 86_400 + 1)
        #expect(try world.claim("mail").isEmpty)
        #expect(world.shelf.queue.count { $0.state == .dead && $0.failure?.reason == .expired } == 6)
        #expect(world.shelf.queue.allSatisfy { $0.address.channel != "mail" || $0.state != .sending })
        // The next is looked at when it is of no use any more, and nothing is born under way meanwhile, or after that.
        #expect(world.shelf.pauses.values.filter { $0.origin == .breaker }.map(\.until) == [.second(3 * 86_400 + 301)])
        world.now = .second(40 * 86_400)
        #expect(try world.claim("mail").isEmpty)
        try world.apply(.probe)
        try world.post(stockEvent(.level, "late", 0))
        #expect(world.shelf.queue.allSatisfy { $0.address.channel != "mail" || $0.state != .sending })
        try world.apply(.reloaded)
        #expect(try world.claim("mail").count == 1)
    }

    @Test func anAddressThatDoesNotAnswerHoldsUpNoOther() throws {
        var world = try Self.world(Self.mail + ["mail:b@example.com"])
        try Self.post(4, to: &world)
        for claimed in try world.claim("mail", 20) {
            let isBad = claimed.delivery.address.description == "mail:a@example.com"
            try world.report(claimed.delivery, isBad ? .retry(Failure(.serverError, "451"), after: nil, scope: .address) : .fine)
        }
        #expect(world.shelf.pauses.keys.map(\.scope) == [.address(Address(text: "mail:a@example.com"))])
        try world.post(stockEvent(.level, "new", 0))
        #expect(try world.claim("mail").map(\.delivery.address.description) == ["mail:b@example.com"])
    }

    @Test func whatABreakerKeptForTooLongIsGivenUpAndTold() throws {
        var world = try Self.opened(.misconfigured(Failure(.authentication, "401")))
        world.now = .second(4 * 86_400)
        #expect(try world.claim("mail").isEmpty)
        let dead = world.shelf.queue.filter { $0.address.channel == "mail" }
        #expect(dead.allSatisfy { $0.state == .dead && $0.failure?.reason == .expired })
        #expect(dead.first?.reason?.hasPrefix("expired: could not go out within 3 d") == true)
    }
}
