import FoundationEssentials
import StockbellCore
import Testing

@Suite struct PauseTests {
    private static func world(_ addresses: String..., slots: [String: Int] = [:]) throws -> World {
        let rules = [Rule(id: "d/r", name: "r", on: AlertKind.stock, send: addresses.map { Address(text: $0) })]
        var world = World(try .fixture(departments: [Department(name: "d", locale: "en", timeZone: "UTC", rules: rules)]))
        world.slots = slots
        return world
    }

    private static func pause(_ scope: Pause.Scope, for seconds: TimeInterval? = 60) -> Input {
        .pause(Pause(scope: scope, origin: .hand, since: .start, until: seconds.map { .second($0) }, reason: "budget"))
    }

    private static let scopes: [Pause.Scope] = [
        .all, .channel("mail"), .department("d"), .address(Address(text: "mail:a@example.com")),
    ]

    @Test(arguments: scopes) func nothingOfItsScopeIsClaimed(_ scope: Pause.Scope) throws {
        var world = try Self.world("mail:a@example.com", slots: ["mail": 9])
        try world.apply(Self.pause(scope))
        try world.post(stockEvent(.level, "A", 0))
        #expect(world.shelf.queue.map(\.state) == [.pending], "not at birth")
        #expect(try world.claim("mail").isEmpty)
        world.now = .second(59)
        #expect(try world.claim("mail").isEmpty)
        world.now = .second(60)
        #expect(try world.claim("mail").count == 1)
        #expect(world.shelf.pauses.isEmpty, "its row went in passing")
    }

    /// The pause comes first in its batch, so what is loaded to be claimed is not.
    @Test(arguments: scopes) func itHoldsFromItsOwnBatchOn(_ scope: Pause.Scope) throws {
        var world = try Self.world("mail:a@example.com")
        try world.post(stockEvent(.level, "A", 0))
        world.slots = ["mail": 9]
        let result = try world.apply(Self.pause(scope), .claim(channel: "mail", slots: 9), world.arrival(stockEvent(.level, "B", 0)))
        #expect(result.claimed.isEmpty)
        #expect(world.shelf.queue.map(\.state) == [.pending, .pending])
    }

    @Test(arguments: [Pause.Scope.channel("chat"), .department("other"), .address(Address(text: "mail:b@example.com"))])
    func whatIsNotInItsScopeGoes(_ scope: Pause.Scope) throws {
        var world = try Self.world("mail:a@example.com", slots: ["mail": 9])
        try world.apply(Self.pause(scope))
        try world.post(stockEvent(.level, "A", 0))
        #expect(world.shelf.queue.map(\.state) == [.sending])
    }

    @Test func withoutAnEndItLastsUntilItIsResumed() throws {
        var world = try Self.world("mail:a@example.com")
        try world.apply(Self.pause(.channel("mail"), for: nil))
        try world.post(stockEvent(.level, "A", 0))
        world.now = .second(1e8)
        #expect(try world.claim("mail").isEmpty)
        #expect(try world.apply(.resume(.channel("mail"))).lifted.map(\.reason) == ["budget"])
        #expect(try world.claim("mail").count == 1)
    }

    /// The clock of a command may be another than the store's, which never steps back.
    @Test func itsLengthCountsFromTheStoresTime() throws {
        var world = try Self.world("mail:a@example.com")
        world.now = .second(5000)
        try world.apply(Self.pause(.all, for: 60))
        #expect(world.shelf.pauses.values.map(\.until) == [.second(5060)])
    }

    @Test func aPauseReplacesAnEarlierOneOfItsScope() throws {
        var world = try Self.world("mail:a@example.com")
        for seconds in [60.0, 30] { try world.apply(Self.pause(.all, for: seconds)) }
        #expect(world.shelf.pauses.values.map(\.until) == [.second(30)])
    }

    @Test func resumeLiftsWhatItNamesAndOnlyWhatAHandSet() throws {
        var world = try Self.world("hook")
        for scope in [Pause.Scope.all, .channel("hook"), .department("d")] { try world.apply(Self.pause(scope, for: nil)) }
        try world.apply(.resume(.all))
        #expect(Set(world.shelf.pauses.keys.map(\.scope)) == [.channel("hook"), .department("d")])
        try world.apply(.resume(.channel("mail")))
        #expect(world.shelf.pauses.count == 2)
        #expect(try world.apply(.resume(nil)).lifted.count == 2)

        try world.post(stockEvent(.level, "A", 0))
        try world.report(try #require(try world.claim("hook").first).delivery, .later(30, .channel))
        #expect(try world.apply(.resume(nil)).lifted.isEmpty)
        #expect(world.shelf.pauses.keys.map(\.origin) == [.farSide])
    }

    // MARK: - The far side

    @Test(
        arguments: [
            (Outcome.Scope.message, 30.0, nil, nil), (.channel, 30, Pause.Scope.channel("mail"), 30), (.channel, 0, .channel("mail"), 1),
            (.address, 45.5, .address(Address(text: "mail:a@example.com")), 45.5), (.channel, 1e6, .channel("mail"), 86_400),
        ] as [(Outcome.Scope, Double, Pause.Scope?, Double?)])
    func thePeaceThatTheFarSideAsksForIsKept(_ breadth: Outcome.Scope, _ after: Double, _ scope: Pause.Scope?, _ until: Double?) throws {
        var world = try Self.world("mail:a@example.com")
        try world.post(stockEvent(.level, "A", 0))
        try world.report(try #require(try world.claim("mail").first).delivery, .later(after, breadth))
        #expect(world.shelf.pauses.keys.map(\.scope) == (scope.map { [$0] } ?? []))
        #expect(world.shelf.pauses.values.map(\.until) == (until.map { [.second($0)] } ?? []))
        #expect(world.shelf.pauses.values.allSatisfy { $0.origin == .farSide && $0.reason.contains("429") })
        #expect(after > 1e5 || world.shelf.queue[0].dueAt == .second(max(after, 1)), "its own time is exact")
    }

    @Test func ofTwoWordsTheLongerOneCounts() throws {
        var world = try Self.world("hook", "mail:a@example.com")
        for item in ["A", "B", "C"] { try world.post(stockEvent(.level, item, 0)) }
        let claimed = try world.claim("hook")
        world.now = .second(1)
        for (claimed, seconds) in zip(claimed, [60.0, 30, 90]) {
            try world.report(claimed.delivery, .later(seconds, .channel))
            #expect(world.shelf.pauses.values.map(\.until) == [.second(1 + max(60, seconds))])
        }
        #expect(world.shelf.pauses.values.map(\.since) == [.second(1)])
        #expect(try world.claim("mail").count == 3)
    }

    @Test func aFailureThatNamesNoTimePausesNothing() throws {
        var world = try Self.world("mail:a@example.com")
        try world.post(stockEvent(.level, "A", 0))
        let claimed = try #require(try world.claim("mail").first).delivery
        try world.report(claimed, .retry(Failure(.connection, "refused"), after: nil, scope: .channel))
        #expect(world.shelf.pauses.values.allSatisfy { $0.origin == .breaker && !$0.holds(at: world.now) })
    }

    @Test func aLateWordFallsToTheGround() throws {
        var world = try Self.world("mail:a@example.com")
        try world.post(stockEvent(.level, "A", 0))
        let claimed = try #require(try world.claim("mail").first).delivery
        try world.report(claimed, .fine)
        try world.report(claimed, .later(60, .channel))
        #expect(world.shelf.pauses.isEmpty)
    }
}

extension Outcome {
    /// The far side asks for peace.
    static func later(_ seconds: Double, _ scope: Scope) -> Outcome {
        .retry(Failure(.rateLimited, "429"), after: .milliseconds(Int64(seconds * 1000)), scope: scope)
    }
}
