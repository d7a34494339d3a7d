import FoundationEssentials
import StockbellCore
import Testing

/// What somebody has tried again by hand.
@Suite struct RetryTests {
    private static let everything = DeliverySelection(states: Set(Delivery.State.allCases))

    /// One delivery to the address, after these outcomes of its attempts.
    private static func world(_ address: String, _ outcomes: Outcome..., operators: [Address] = []) throws -> (World, Delivery) {
        var world = World(try .fixture(departments: [.wanting("d", address)], operators: operators))
        try world.post(stockEvent(.level, "A", 0))
        let id = world.shelf.queue[0].id
        for outcome in outcomes {
            world.now.addTimeInterval(4000)
            let claimed = try #require(try world.claim(Address(text: address).channel).first)
            try world.report(claimed.delivery, outcome)
        }
        return (world, try #require(world.shelf.deliveries[id]))
    }

    @Test func whatGaveUpBeginsAnew() throws {
        var (world, before) = try Self.world("mail:a@example.com", .again, .refused)
        #expect(before.state == .dead && before.attempt == 2)
        world.now = .second(90_000)
        let handled = try world.apply(.retry(Self.everything)).handled
        let after = try #require(world.shelf.deliveries[before.id])
        #expect(handled == [Handled(delivery: after)])
        #expect(after.state == .pending && after.round == 1 && after.attempt == 2 && after.earlierAttempts == 2)
        #expect(after.startedAt == .second(90_000) && after.dueAt == .second(90_000) && after.createdAt == before.createdAt)
        #expect(after.frozenAt == nil && after.finishedAt == nil && after.leaseUntil == nil && !after.mayBeDuplicate)
        #expect(after.key.description == "\(after.id)-1")

        // The schedule is that of a first attempt, and the horizon is far away again.
        let again = try #require(try world.claim("mail").first).delivery
        #expect(again.attempt == 3 && again.frozenAt == .second(90_000))
        try world.report(again, .again)
        let waiting = try #require(world.shelf.deliveries[again.id])
        #expect(waiting.state == .pending && (54...66).contains(waiting.dueAt.timeIntervalSince(world.now)))
    }

    @Test func aSecondReplayHasAKeyOfItsOwn() throws {
        var (world, before) = try Self.world("hook", .refused)
        var keys = [before.key.description]
        for _ in 0..<2 {
            try world.apply(.retry(Self.everything))
            let claimed = try #require(try world.claim("hook").first).delivery
            keys.append(claimed.key.description)
            try world.report(claimed, .refused)
        }
        #expect(keys == ["\(before.id)", "\(before.id)-1", "\(before.id)-2"])
    }

    @Test(arguments: [("sms:+4915112345678", Outcome.unsure, true), ("mail:a@example.com", .refused, false), ("hook", .refused, false)])
    func whatMayHaveArrivedIsMarked(_ address: String, _ outcome: Outcome, _ isMarked: Bool) throws {
        var (world, before) = try Self.world(address, outcome)
        #expect(before.state.isFinished)
        try world.apply(.retry(Self.everything))
        #expect(world.shelf.deliveries[before.id]?.mayBeDuplicate == isMarked)
    }

    /// A webhook's far side knows a repeat by its key, but a replay has another.
    @Test func whatANewKeyHidesIsMarked() throws {
        var (world, before) = try Self.world("hook")
        world.now = .second(1)
        let first = try #require(try world.claim("hook").first).delivery
        world.now = .second(4 * 86_400)
        try world.report(first, .unsure)
        #expect(world.shelf.deliveries[before.id]?.state == .dead)
        try world.apply(.retry(Self.everything))
        #expect(world.shelf.deliveries[before.id]?.mayBeDuplicate == true)
    }

    @Test func whatNeedsNoReplayIsLeftAsItIs() throws {
        for (outcomes, words) in [([], "still waits"), ([Outcome.fine], "was delivered"), ([.again], "still waits")] {
            var (world, before) = try Self.world("mail:a@example.com")
            if let outcome = outcomes.first { try world.report(try #require(try world.claim("mail").first).delivery, outcome) }
            before = try #require(world.shelf.deliveries[before.id])
            let handled = try world.apply(.retry(Self.everything)).handled
            #expect(handled.map(\.delivery) == [before] && world.shelf.deliveries[before.id] == before)
            #expect(handled.first?.leftBecause?.contains(words) == true)
        }
        var (world, _) = try Self.world("mail:a@example.com")
        let sending = try #require(try world.claim("mail").first).delivery
        #expect(try world.apply(.retry(Self.everything)).handled.first?.leftBecause == "it is under way")
        #expect(world.shelf.deliveries[sending.id] == sending)
    }

    @Test func whatIsOverIsLeftWithTheReason() throws {
        // Quantity after the message gave up, and what is then said of it.
        for (quantity, words) in [(0, nil), (3, "it is low now"), (9, "stock is fine again")] as [(Decimal, String?)] {
            var (world, before) = try Self.world("mail:a@example.com", .refused)
            try world.post(stockEvent(.level, "A", quantity))
            let handled = try world.apply(.retry(.init(ids: [before.id], states: [.dead]))).handled
            #expect(handled.count == 1)
            #expect(handled.first?.leftBecause.map { $0.hasSuffix(words ?? "?") } == (words == nil ? nil : true), "\(quantity)")
            #expect(world.shelf.deliveries[before.id]?.state == (words == nil ? .pending : .dead))
        }
    }

    @Test func whatCameAnewSinceHasMessagesOfItsOwn() throws {
        // Out, gone up a little, and out again: once within the incident, once in a new one.
        for between in [3, 9] as [Decimal] {
            var (world, before) = try Self.world("mail:a@example.com", .refused)
            try world.post(stockEvent(.level, "A", between))
            try world.post(stockEvent(.level, "A", 0))
            let handled = try world.apply(.retry(.init(ids: [before.id], states: [.dead]))).handled
            #expect(handled.first?.leftBecause?.contains("anew") == true, "\(between)")
        }
    }

    @Test func goodNewsOfAClosedIncidentIsStillGood() throws {
        var (world, _) = try Self.world("mail:a@example.com", .fine)
        try world.post(stockEvent(.level, "A", 9))
        let good = try #require(try world.claim("mail").first).delivery
        try world.report(good, .refused)
        #expect(try world.apply(.retry(.init(states: [.dead]))).handled.map(\.leftBecause) == [nil])
        try world.report(try #require(try world.claim("mail").first).delivery, .refused)
        try world.post(stockEvent(.removed, "A"))
        #expect(try world.apply(.retry(.init(states: [.dead]))).handled.first?.leftBecause?.contains("no such record") == true)
    }

    @Test func aRemovedChannelsMessagesComeBackWithIt() throws {
        let (world, before) = try Self.world("mail:a@example.com")
        var settings = try Settings.fixture(operators: [Address(text: "chat")])
        settings.channels = [.chat()]
        var without = World(settings)
        (without.shelf, without.ids, without.now) = (world.shelf, world.ids, .second(60))
        _ = try without.claim("mail")
        #expect(try without.apply(.retry(.init(states: [.dead]))).handled.first?.leftBecause == "channel mail is no longer in config.json")
        var again = world
        (again.shelf, again.ids) = (without.shelf, without.ids)
        #expect(try again.apply(.retry(.init(states: [.dead]))).handled.map(\.leftBecause) == [nil])
        #expect(again.shelf.incidents.values.filter { $0.trouble == "channel:mail" }.allSatisfy { !$0.isOpen }, "the next time is news again")
        #expect(try again.claim("mail").map(\.delivery.id) == [before.id])
    }

    /// The operator hears of a replay that fails too.
    @Test func aReplayClosesTheTroubleOfItsAddress() throws {
        var (world, _) = try Self.world("mail:a@example.com", .refused, operators: [Address(text: "chat")])
        let troubles = { (world: World) in world.shelf.queue.filter { $0.letter == .trouble }.map(\.state) }
        #expect(troubles(world) == [.pending])
        try world.apply(.retry(.init(states: [.dead])))
        #expect(troubles(world) == [.suppressed])
        try world.report(try #require(try world.claim("mail").first).delivery, .refused)
        #expect(troubles(world) == [.suppressed, .pending])
    }

    @Test func ofASummaryOnlyWhatIsTrueGoesAgain() throws {
        var world = World(
            try .fixture(
                sources: [SourceSettings(name: "tills", platform: .enad, firstSight: .summary)], departments: [.wanting("d", "mail:a@example.com")]))
        for item in ["A", "B"] { try world.post(stockEvent(.level, item, 0)) }
        world.now = .second(200)
        try world.apply(.due)
        try world.report(try #require(try world.claim("mail").first).delivery, .refused)
        try world.post(stockEvent(.level, "B", 9))
        try world.apply(.retry(.init(states: [.dead])))
        let summary = try #require(world.shelf.queue.first { $0.letter == .summary })
        #expect(summary.state == .pending && summary.alerts.compactMap { world.shelf.alerts[$0]?.subject.item.id } == ["A"])
        #expect(world.shelf.suppressions.map(\.reason).filter { $0 != .nobody } == [.over])
        try world.report(try #require(try world.claim("mail").first { $0.delivery.id == summary.id }).delivery, .refused)
        try world.post(stockEvent(.level, "A", 9))
        #expect(try world.apply(.retry(.init(ids: [summary.id], states: [.dead]))).handled.first?.leftBecause != nil)
    }

    /// What a replay puts in front of a later message of its lane waits for it, and holds the next ones back.
    @Test func aReplayKeepsItsPlaceInTheLane() throws {
        var world = World(try .fixture(departments: [.wanting("a", "mail:x@example.com"), .wanting("b", "mail:x@example.com")]))
        try world.post(stockEvent(.level, "A", 0))
        let first = try #require(try world.claim("mail").first).delivery
        try world.report(first, .refused)
        let second = try #require(try world.claim("mail").first).delivery
        try world.apply(.retry(.init(states: [.dead])))
        #expect(try world.claim("mail").isEmpty, "the second is under way")
        try world.report(second, .fine)
        #expect(try world.claim("mail").map(\.delivery.id) == [first.id])
    }
}
