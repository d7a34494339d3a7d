import FoundationEssentials
import StockbellCore
import StockbellEngine
import StockbellStore
import Testing

@Suite(.timeLimit(.minutes(1))) struct ClerkTests {
    /// What a body's sender was told; nil inside: to come again.
    struct Answer: Sendable, Equatable {
        var body: String
        var verdict: Arrival.Verdict?
    }

    private let house = House(.fixture([.hook()], send: "hook"))
    private let answers = Record<Answer>()

    private func submit(_ body: String, _ decoded: Decoded = .nothing) {
        house.clerk.submit(.body(body), keeping: [], source: "tills", decoded: decoded, at: house.clock.now) { [answers] verdict in
            answers.add(Answer(body: body, verdict: verdict))
        }
    }

    /// The bodies of each commit that had any.
    private var commits: [[String]] { house.store.transactions.values.map(\.bodies).filter { !$0.isEmpty } }

    /// Closes the store's gate, and posts a body that is then held up in its transaction.
    private func holdUp(_ body: String = "first") async throws {
        await house.settle()
        house.store.gate.close()
        let visits = house.store.gate.visits.values.count
        submit(body)
        try await house.store.gate.visits.wait(for: visits + 1)
    }

    @Test func whatArrivesWhileATransactionRunsSharesTheNext() async throws {
        try await house.run { house in
            try await holdUp()
            for number in 0..<50 { submit("\(number)") }
            house.store.gate.open()
            try await answers.wait(for: 51)
        }
        #expect(commits.suffix(2) == [["first"], (0..<50).map { "\($0)" }])
        #expect(answers.values.allSatisfy { $0.verdict == .ignored })
    }

    /// What is under way ends by the settings it began with; the next batch goes by the new ones.
    @Test func newSettingsHoldFromTheNextBatchOn() async throws {
        var settings = house.settings
        settings.thresholds = Thresholds([.init(low: 50, origin: "new")])
        try house.carrier("hook").answer { _ in .fine }
        let alerts = try await house.run { [settings] house in
            await house.post("A", 60)
            await house.post("A", 40)
            house.clerk.replace(settings, couriers: CourierMachine.all(for: settings.channels))
            // Its number did not change: no news.
            await house.post("A", 40)
            await house.post("B", 60)
            await house.post("B", 40)
            return try await house.store.events(RecordQuery()).compactMap { event in event.alert.map { _ in event.item?.id ?? "" } }
        }
        #expect(alerts == ["B"])
    }

    @Test func nobodyIsAnsweredBeforeTheCommit() async throws {
        try await house.run { house in
            try await holdUp()
            submit("second")
            #expect(answers.values.isEmpty)
            house.store.gate.open()
            try await answers.wait(for: 2)
        }
        #expect(answers.values.map(\.body) == ["first", "second"])
    }

    @Test func oneBadInputDoesNotFailItsNeighbours() async throws {
        house.store.fail { changes in
            if changes.arrivals.contains(where: { $0.arrival.body == Array("poison".utf8) && $0.verdict != .quarantined }) {
                throw ScriptedStore.Fault()
            }
        }
        try await house.run { house in
            try await holdUp()
            for body in ["a", "b", "poison", "c"] { submit(body) }
            house.store.gate.open()
            try await answers.wait(for: 5)
        }
        #expect(commits.suffix(5) == [["first"], ["a"], ["b"], ["c"], ["poison"]])
        let quarantined = answers.values.filter { $0.verdict == .quarantined }
        #expect(quarantined.map(\.body) == ["poison"])
        let records = try await house.store.events(RecordQuery(state: "quarantined"))
        #expect(records.map(\.state) == [.quarantined])
        #expect(records.first?.reason.contains("could not be applied") == true)
    }

    @Test func whatCannotEvenBeQuarantinedIsNotAcknowledged() async throws {
        house.store.fail { changes in
            if changes.arrivals.contains(where: { $0.arrival.body == Array("poison".utf8) }) { throw ScriptedStore.Fault() }
        }
        try await house.run { house in
            #expect(await house.take("poison", .nothing) == nil)
            #expect(await house.take("fine", .nothing) == .ignored)
        }
    }

    @Test func aFullQueueRefusesAtOnce() async throws {
        var limits = ClerkMachine.Limits.prompt
        limits.arrivals = 2
        let house = House(.fixture([.hook()], send: "hook"), limits: limits)
        try await house.run { house in
            await house.settle()
            house.store.gate.close()
            let visits = house.store.gate.visits.values.count
            let takes = Task { await house.take("first", .nothing) }
            try await house.store.gate.visits.wait(for: visits + 1)
            let answers = answers
            for body in ["second", "third", "fourth"] {
                house.clerk.submit(.body(body), keeping: [], source: "tills", decoded: .nothing, at: house.clock.now) {
                    answers.add(Answer(body: body, verdict: $0))
                }
            }
            #expect(answers.values == [Answer(body: "fourth", verdict: nil)])
            house.store.gate.open()
            try await answers.wait(for: 3)
            #expect(await takes.value == .ignored)
        }
    }

    // MARK: - Trouble

    @Test func diskTroubleAnswersAllThatWaitWithComeAgain() async throws {
        try await house.run { house in
            try await holdUp()
            for body in ["a", "b"] { submit(body) }
            house.store.fail { _ in throw StoreTrouble.full }
            house.store.gate.open()
            try await answers.wait(for: 3)
            #expect(answers.values == ["first", "a", "b"].map { Answer(body: $0, verdict: nil) })
            #expect(house.clerk.trouble == .full)
            let transactions = house.store.transactions.values.count
            #expect(await house.take("c", .nothing) == nil)
            #expect(house.store.transactions.values.count == transactions)
            house.store.recover()
            // The loop may begin its pause only after the clock was moved.
            while house.clerk.trouble != nil {
                house.clock.advance(1)
                await Task.yield()
            }
            #expect(await house.take("d", .nothing) == .ignored)
            #expect(house.clerk.trouble == nil)
        }
    }

    /// Returns once the clerk takes arrivals again.
    private func recovered(_ house: House) async {
        while await house.take("are you there?", .nothing) == nil { await Task.yield() }
    }

    /// A look at the agenda succeeds all the time.
    @Test func troubleLastsUntilSomethingIsWritten() async throws {
        let log = Record<String>()
        let house = House(.fixture([.hook()], send: "hook"), log: .recording(to: log))
        let seen = Record<StoreTrouble?>()
        try await house.run { house in
            await house.settle()
            let tries = house.failForNow { [clerk = house.clerk] in seen.add(clerk.trouble) }
            #expect(await house.take("a", .nothing) == nil)
            for round in 1...70 {
                try await house.clock.sleeps.wait(for: tries.wait(for: round)[round - 1] + 1)
                house.clock.advance(1)
            }
            try await house.clock.sleeps.wait(for: tries.wait(for: 71)[70] + 1)
            house.store.recover()
            house.clock.advance(1)
            await recovered(house)
        }
        #expect(seen.values.dropFirst().allSatisfy { $0 == .full })
        #expect(log.values.count == 3, "\(log.values)")
        #expect(log.values.first?.contains("does not work: database or disk is full") == true)
        #expect(log.values.last == "The store works again, after 1 min 11 s.")
    }

    @Test func aStopDuringALastingTroubleSaysWhatIsNotWritten() async throws {
        let log = Record<String>()
        let house = House(.fixture([.hook()], send: "hook"), log: .recording(to: log))
        try await house.run { house in
            let carrier = try house.carrier("hook")
            await house.post("A", 0)
            await house.post("B", 0)
            let parcels = try await carrier.parcels.wait(for: 2)
            let tries = house.failForNow {}
            carrier.finish(parcels[0].id, .fine)
            try await house.clock.sleeps.wait(for: tries.wait(for: 1)[0] + 1)
            let sleeps = house.clock.sleeps.values.count
            house.clerk.stop()
            try await house.clock.sleeps.wait(for: sleeps + 1)
            house.clock.advance(10)
        }
        #expect(log.values.last?.contains("the outcome of 2 messages was written, for database or disk is full") == true, "\(log.values)")
        #expect(try await house.deliveries().map(\.state) == [.sending, .sending])
    }

    @Test func aDamagedStoreIsNotWrittenAnyMore() async throws {
        try await house.run { house in
            await house.settle()
            house.store.fail { _ in throw StoreTrouble(.corrupt, "malformed") }
            #expect(await house.take("a", .nothing) == nil)
            house.store.recover()
            let transactions = house.store.transactions.values.count
            for _ in 0..<5 {
                house.clock.advance(60)
                #expect(await house.take("b", .nothing) == nil)
            }
            #expect(house.store.transactions.values.count == transactions)
            #expect(house.clerk.trouble?.reason == .corrupt)
        }
    }

    @Test func outcomesAreKeptThroughTroubleAndWrittenAfterwards() async throws {
        try await house.run { house in
            let carrier = try house.carrier("hook")
            await house.post("A", 0)
            let parcel = try await carrier.parcels.wait(for: 1)[0]
            house.store.fail { _ in throw StoreTrouble.full }
            let transactions = house.store.transactions.values.count
            carrier.finish(parcel.id, .fine)
            try await house.store.transactions.wait(for: transactions + 1)
            // Longer than the lease: the outcome that waits still counts for more than the guess that its courier is lost.
            for _ in 0..<3 {
                let transactions = house.store.transactions.values.count
                house.clock.advance(100)
                try await house.store.transactions.wait(for: transactions + 1)
            }
            house.store.recover()
            house.clock.advance(1)
            await recovered(house)
            await house.settle()
            #expect(carrier.parcels.values.count == 1)
        }
        #expect(try await house.deliveries().map(\.state) == [.delivered])
    }

    @Test func anAgendaThatCannotBeReadIsTroubleNotASpin() async throws {
        house.store.failPlans { throw ScriptedStore.Fault() }
        try await house.run { house in
            let sleeps = try await house.clock.sleeps.wait(for: 1)
            #expect(sleeps == [.seconds(1)])
            #expect(house.store.plans.values.count == 1)
            #expect(house.clerk.trouble?.reason == .other)
            house.store.recover()
            house.clock.advance(1)
            await recovered(house)
        }
    }

    // MARK: - The end

    @Test func aStopWritesWhatWaits() async throws {
        try await house.run { house in
            try await holdUp()
            for number in 0..<10 { submit("\(number)", .level("\(number)", 0)) }
            house.clerk.stop()
            house.store.gate.open()
        }
        #expect(answers.values.count == 11 && answers.values.allSatisfy { $0.verdict != nil })
        // Nothing was taken out any more.
        #expect(try await house.deliveries().allSatisfy { $0.state == .pending && $0.attempt == 0 })
        #expect(try house.carrier("hook").parcels.values.isEmpty)
    }

    @Test func aStopTakesBackWhatIsUnderWay() async throws {
        try await house.run { house in
            let carrier = try house.carrier("hook")
            await house.post("A", 0)
            let parcel = try await carrier.parcels.wait(for: 1)[0]
            house.clerk.stop()
            #expect(await house.take("still here?", .nothing) == .ignored)
            carrier.finish(parcel.id, .fine)
        }
        #expect(try await house.deliveries().map(\.state) == [.delivered])
        #expect(await house.take("still here?", .nothing) == nil)
    }

    @Test func cancellationAnswersAll() async throws {
        let loop = Task { await house.runClerk() }
        try await holdUp()
        for number in 0..<10 { submit("\(number)") }
        loop.cancel()
        house.store.gate.open()
        await loop.value
        #expect(answers.values.count == 11)
        #expect(answers.values.filter { $0.verdict != nil }.map(\.body) == ["first"])
        #expect(await house.take("later", .nothing) == nil)
    }

    @Test func aStoreThatGivesUpWhenCancelledBlamesNobody() async throws {
        let loop = Task { await house.runClerk() }
        try await holdUp()
        house.store.fail { _ in throw CancellationError() }
        submit("second")
        loop.cancel()
        house.store.gate.open()
        await loop.value
        #expect(answers.values.count == 2)
        #expect(try await house.store.events(RecordQuery(state: "quarantined")).isEmpty)
    }

    @Test func whatAnotherProcessWroteIsFoundAfterAWhile() async throws {
        let writerClock = ManualClock()
        try await house.run { house in
            await house.settle()
            let writer = Clerk(
                store: house.store, ledger: Ledger(settings: house.settings), couriers: [:], isStart: false, log: .silent,
                clock: SteadyClock { writerClock.read() }, sleep: { try await writerClock.sleep($0) })
            let loop = Task { await writer.run { _ in } }
            #expect(await writer.take(.body("{}"), keeping: [], source: "tills", decoded: .level("A", 0), at: house.clock.now) == .decoded)
            writer.stop()
            await loop.value
            #expect(try await house.deliveries().map(\.state) == [.pending])
            house.clock.advance(30)
            let carrier = try house.carrier("hook")
            carrier.finish(try await carrier.parcels.wait(for: 1)[0].id, .fine)
        }
    }
}
