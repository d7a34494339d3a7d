import FoundationEssentials
import StockbellCore
import StockbellEngine
import Testing

@Suite struct ClerkMachineTests {
    // MARK: - Batches

    @Test func aServerPlansThenRescuesThenWaits() {
        var machine = ClerkMachine(widths: ["mail": 2], isStart: true)
        #expect(machine.turn(now: .start) == .plan)
        machine.planned(Agenda(), now: .start)
        let rescue = Waiting(ticket: nil, input: .rescue(isStart: true))
        #expect(machine.turn(now: .start) == .transact([rescue], slots: ["mail": 2]))
        machine.committed([rescue], Commit(verdicts: [nil]), now: .start)
        #expect(machine.turn(now: .start) == .wait(until: nil))
    }

    @Test func allThatWaitsGoesInOneBatchInItsOrder() {
        var machine = ClerkMachine.ready()
        let waiting = (0..<5).map { arrival($0) } + [outcome("D", "mail")]
        for waiting in waiting { #expect(machine.enqueue(waiting, now: .start) == true) }
        #expect(machine.turn(now: .start) == .transact(waiting, slots: ["mail": 2]))
    }

    @Test func aBatchHasABound() {
        var limits = ClerkMachine.Limits()
        limits.batch = 3
        var machine = ClerkMachine.ready(limits: limits)
        let waiting = (0..<5).map { arrival($0) }
        for waiting in waiting { #expect(machine.enqueue(waiting, now: .start) == true) }
        #expect(machine.turn(now: .start) == .transact(Array(waiting[..<3]), slots: ["mail": 2]))
        #expect(machine.turn(now: .start) == .transact(Array(waiting[3...]), slots: ["mail": 2]))
    }

    @Test func whatNobodyWaitsForLingersForCompany() {
        var machine = ClerkMachine.ready()
        #expect(machine.enqueue(outcome("1", "mail"), now: .start) == true)
        #expect(machine.turn(now: .start) == .wait(until: .second(0.002)))
        #expect(machine.enqueue(outcome("2", "mail"), now: .second(0.001)) == true)
        #expect(machine.turn(now: .second(0.001)) == .wait(until: .second(0.002)))
        #expect(machine.turn(now: .second(0.002)) == .transact([outcome("1", "mail"), outcome("2", "mail")], slots: ["mail": 2]))
        #expect(machine.turn(now: .second(0.002)) == .wait(until: nil))
    }

    @Test(arguments: [Company.arrival, .many, .stop, .clockStepsBack]) func lingeringEndsAtOnce(_ company: Company) throws {
        var limits = ClerkMachine.Limits()
        limits.company = 3
        var machine = ClerkMachine.ready(limits: limits)
        machine.committed([], Commit(verdicts: [], claimed: [.fixture("1", "mail")]), now: .start)
        var now = Date.start
        _ = machine.enqueue(outcome("1", "mail"), now: now)
        #expect(machine.turn(now: now) == .wait(until: .second(0.002)))
        switch company {
        case .arrival: _ = machine.enqueue(arrival(1), now: now)
        case .many: for id in ["2", "3"] { _ = machine.enqueue(outcome(id, "mail"), now: now) }
        case .stop: machine.stop()
        case .clockStepsBack: now = .second(-3600)
        }
        if company == .clockStepsBack { try machine.replan(now: now) }
        #expect(machine.turn(now: now).batch?.first == outcome("1", "mail"))
    }

    enum Company: CaseIterable { case arrival, many, stop, clockStepsBack }

    // MARK: - Bounds

    @Test func aFullQueueRefusesArrivalsOnly() {
        var limits = ClerkMachine.Limits()
        limits.arrivals = 2
        var machine = ClerkMachine.ready(limits: limits)
        #expect(machine.enqueue(arrival(1), now: .start) == true)
        #expect(machine.enqueue(arrival(2), now: .start) == true)
        #expect(machine.enqueue(arrival(3), now: .start) == false)
        #expect(machine.enqueue(outcome("D", "mail"), now: .start) == true)
        #expect(machine.turn(now: .start).batch?.count == 3)
        #expect(machine.enqueue(arrival(4), now: .start) == true)
    }

    @Test func bytesAreBoundedButOneBodyAlwaysGoes() {
        var limits = ClerkMachine.Limits()
        limits.bytes = 10
        var machine = ClerkMachine.ready(limits: limits)
        #expect(machine.enqueue(arrival(1, bytes: 11), now: .start) == true)
        #expect(machine.enqueue(arrival(2, bytes: 1), now: .start) == false)
        #expect(machine.turn(now: .start).batch?.count == 1)
        #expect(machine.enqueue(arrival(3, bytes: 6), now: .start) == true)
        #expect(machine.enqueue(arrival(4, bytes: 6), now: .start) == false)
        #expect(machine.enqueue(arrival(5, bytes: 4), now: .start) == true)
    }

    /// What a failed batch puts back counts again, or the bound would drift.
    @Test func aBatchThatIsTriedAgainCountsAgain() throws {
        var limits = ClerkMachine.Limits()
        limits.arrivals = 2
        var machine = ClerkMachine.ready(limits: limits)
        for number in 1...2 { _ = machine.enqueue(arrival(number), now: .start) }
        let batch = try #require(machine.turn(now: .start).batch)
        #expect(machine.failed(batch, now: .start) == nil)
        #expect(machine.enqueue(arrival(3), now: .start) == false)
        try machine.replan(now: .start)
        #expect(machine.turn(now: .start).batch == [arrival(1)])
        #expect(machine.turn(now: .start).batch == [arrival(2)])
        for number in 3...4 { #expect(machine.enqueue(arrival(number), now: .start) == true) }
    }

    // MARK: - Claims

    @Test func dueDeliveriesAreClaimedAsFarAsThereIsRoom() {
        var machine = ClerkMachine.ready(Agenda(pending: ["mail": .start]))
        #expect(machine.turn(now: .start).batch?.map(\.input) == [.claim(channel: "mail", slots: 2)])
        let claim = Waiting(ticket: nil, input: .claim(channel: "mail", slots: 2))
        machine.committed([claim], Commit(verdicts: [nil], claimed: [.fixture("1", "mail")], next: ["mail": .second(60)]), now: .start)
        #expect(machine.turn(now: .start) == .wait(until: .second(60)))
        #expect(machine.turn(now: .second(60)) == .plan)
        machine.planned(Agenda(pending: ["mail": .second(60)]), now: .second(60))
        #expect(machine.turn(now: .second(60)).batch?.map(\.input) == [.claim(channel: "mail", slots: 1)])
    }

    @Test func aFullChannelClaimsNothingUntilSomethingComesBack() throws {
        var machine = ClerkMachine.ready(Agenda(pending: ["mail": .start]))
        let claim = try #require(machine.turn(now: .start).batch)
        machine.committed(claim, Commit(verdicts: [nil], claimed: [.fixture("1", "mail"), .fixture("2", "mail")]), now: .start)
        #expect(machine.turn(now: .start) == .wait(until: nil))
        let back = outcome("1", "mail")
        _ = machine.enqueue(back, now: .start)
        #expect(machine.turn(now: .start).batch?.map(\.input) == [.claim(channel: "mail", slots: 1), back.input])
    }

    @Test func birthsTakeRoomLikeClaims() {
        var machine = ClerkMachine.ready()
        machine.committed([arrival(1)], Commit(verdicts: [.decoded], claimed: [.fixture("1", "mail"), .fixture("2", "mail")]), now: .start)
        _ = machine.enqueue(arrival(2), now: .start)
        #expect(machine.turn(now: .start) == .transact([arrival(2)], slots: ["mail": 0]))
    }

    @Test func whatComesBackTwiceMakesRoomOnce() {
        var machine = ClerkMachine.ready()
        machine.committed([], Commit(verdicts: [], claimed: [.fixture("1", "mail"), .fixture("2", "mail")]), now: .start)
        let back = [outcome("1", "mail"), outcome("1", "mail"), arrival(1)]
        for waiting in back { _ = machine.enqueue(waiting, now: .start) }
        #expect(machine.turn(now: .start) == .transact(back, slots: ["mail": 1]))
        machine.committed(back, Commit(verdicts: [nil, nil, .decoded]), now: .start)
        #expect(machine.unwritten == 1)
    }

    /// A courier of before the rescue may still tell of its attempt: the place is the later one's.
    @Test func theOutcomeOfAnotherAttemptMakesNoRoom() {
        var machine = ClerkMachine.ready()
        machine.committed([], Commit(verdicts: [], claimed: [.fixture("1", "mail"), .fixture("2", "mail")]), now: .start)
        let back = [outcome("1", "mail", attempt: 7), outcome("3", "mail"), arrival(1)]
        for waiting in back { _ = machine.enqueue(waiting, now: .start) }
        #expect(machine.turn(now: .start) == .transact(back, slots: ["mail": 0]))
        machine.committed(back, Commit(verdicts: [nil, nil, .decoded]), now: .start)
        #expect(machine.unwritten == 2)
    }

    @Test func aRescueSparesWhatOurCouriersHave() {
        var machine = ClerkMachine.ready(Agenda(lease: .second(20)))
        machine.committed([], Commit(verdicts: [], claimed: [.fixture("1", "mail"), .fixture("2", "mail")]), now: .start)
        _ = machine.enqueue(outcome("1", "mail"), now: .second(10))
        _ = machine.turn(now: .second(11))
        machine.committed([outcome("1", "mail")], Commit(verdicts: [nil]), now: .second(11))
        #expect(machine.turn(now: .second(20)).batch?.map(\.input) == [.rescue(isStart: false, sparing: [Identifier("2")])])
    }

    @Test func whatIsHeldIsReleasedWhenDueAndThenPlannedAnew() throws {
        var machine = ClerkMachine.ready(Agenda(held: .second(20)))
        #expect(machine.turn(now: .start) == .wait(until: .second(20)))
        let batch = try #require(machine.turn(now: .second(20)).batch)
        #expect(batch.map(\.input) == [.due])
        machine.committed(batch, Commit(verdicts: [nil], pending: ["mail": .second(20)]), now: .second(20))
        #expect(machine.turn(now: .second(20)) == .plan)
    }

    /// Outcomes that waited for the disk say more than the guess that follows from their lease.
    @Test func aRescueComesAfterTheOutcomesThatWait() {
        var machine = ClerkMachine.ready(Agenda(lease: .second(20)))
        #expect(machine.turn(now: .start) == .wait(until: .second(20)))
        _ = machine.enqueue(outcome("1", "mail"), now: .second(10))
        #expect(machine.turn(now: .second(20)).batch?.map(\.input) == [outcome("1", "mail").input, .rescue(isStart: false)])
    }

    @Test func aRescueWaitsWhileOutcomesAreLeftOver() {
        var limits = ClerkMachine.Limits()
        limits.batch = 1
        var machine = ClerkMachine.ready(Agenda(lease: .start), limits: limits)
        for id in ["1", "2"] { _ = machine.enqueue(outcome(id, "mail"), now: .second(-1)) }
        #expect(machine.turn(now: .start).batch == [outcome("1", "mail")])
        #expect(machine.turn(now: .start).batch == [outcome("2", "mail"), Waiting(ticket: nil, input: .rescue(isStart: false))])
    }

    @Test func aPlanIsMadeAnewAfterAWhileAndAfterAStepBack() {
        var machine = ClerkMachine.ready()
        #expect(machine.turn(now: .second(29)) == .wait(until: nil))
        #expect(machine.turn(now: .second(30)) == .plan)
        machine.planned(Agenda(), now: .second(30))
        #expect(machine.turn(now: .second(-3600)) == .plan)
        machine.planned(Agenda(pending: ["mail": .second(-3000)]), now: .second(-3600))
        #expect(machine.turn(now: .second(-3600)) == .wait(until: .second(-3000)))
        machine.othersWrote()
        #expect(machine.turn(now: .second(-3600)) == .plan)
    }

    // MARK: - Failures

    @Test func diskTroubleRefusesAllArrivalsAndKeepsTheRest() throws {
        var limits = ClerkMachine.Limits()
        limits.batch = 3
        var machine = ClerkMachine.ready(limits: limits)
        let waiting = [arrival(1), outcome("D", "mail"), arrival(2), arrival(3), outcome("E", "mail")]
        for waiting in waiting { _ = machine.enqueue(waiting, now: .start) }
        let batch = try #require(machine.turn(now: .start).batch)
        #expect(machine.failed(batch, trouble: .full, now: .start) == [1, 2, 3])
        #expect(machine.trouble == .full)
        #expect(machine.enqueue(arrival(4), now: .start) == false)
        #expect(machine.enqueue(outcome("F", "mail"), now: .start) == true)
        #expect(machine.turn(now: .start) == .wait(until: .second(1)))
        try machine.replan(now: .second(1))
        let kept = try #require(machine.turn(now: .second(1)).batch)
        #expect(kept == ["D", "E", "F"].map { outcome($0, "mail") })
        machine.committed(kept, Commit(verdicts: [nil, nil, nil]), now: .second(1))
        #expect(machine.trouble == .full)
        #expect(machine.turn(now: .second(1)).batch == [probe])
        machine.committed([probe], Commit(verdicts: [nil]), now: .second(1))
        #expect(machine.trouble == nil)
        #expect(machine.enqueue(arrival(5), now: .second(1)) == true)
    }

    /// That it can be read says nothing of whether it can be written, and that a trifle fits nothing of the rest.
    @Test func onlyAProbeThatSucceedsEndsATrouble() throws {
        var machine = ClerkMachine.ready()
        _ = machine.failed([], trouble: .full, now: .start)
        try machine.replan(now: .second(1))
        #expect(machine.trouble == .full)
        #expect(machine.enqueue(arrival(1), now: .second(1)) == false)
        #expect(machine.turn(now: .second(1)).batch == [probe])
        machine.committed([probe], Commit(verdicts: [nil]), now: .second(1))
        #expect(machine.trouble == nil)
        #expect(machine.enqueue(arrival(2), now: .second(1)) == true)
        #expect(machine.turn(now: .second(1)).batch == [arrival(2)])
    }

    @Test func aProbeThatFailsIsNotKept() throws {
        var machine = ClerkMachine.ready()
        _ = machine.failed([], trouble: .full, now: .start)
        for second in 1...3 {
            try machine.replan(now: .second(Double(second)))
            let batch = try #require(machine.turn(now: .second(Double(second))).batch)
            #expect(batch == [probe])
            _ = machine.failed(batch, trouble: .full, now: .second(Double(second)))
            #expect(machine.turn(now: .second(Double(second))) == .wait(until: .second(Double(second) + 1)))
        }
    }

    /// Nothing is let out whose claim is not written, so that no more outcomes wait than were under way.
    @Test func whatWaitsThroughATroubleIsBounded() throws {
        var machine = ClerkMachine.ready(Agenda(pending: ["mail": .start]), widths: ["mail": 3])
        machine.committed([], Commit(verdicts: [], claimed: ["1", "2", "3"].map { .fixture($0, "mail") }), now: .start)
        for id in ["1", "2", "3"] { _ = machine.enqueue(outcome(id, "mail"), now: .start) }
        for second in 1...100 {
            for number in 0..<20 { _ = machine.enqueue(arrival(second * 20 + number), now: .second(Double(second))) }
            var turn = machine.turn(now: .second(Double(second)))
            if turn == .plan {
                machine.planned(Agenda(pending: ["mail": .start], held: .start, lease: .start), now: .second(Double(second)))
                turn = machine.turn(now: .second(Double(second)))
            }
            let batch = try #require(turn.batch)
            _ = machine.failed(batch, trouble: .full, now: .second(Double(second)))
            if second > 1 { #expect(batch.count == 3) }
        }
        #expect(machine.unwritten == 3)
    }

    /// More writing would make it worse.
    @Test func aDamagedStoreIsLeftAlone() throws {
        var machine = ClerkMachine.ready(Agenda(pending: ["mail": .second(1)]))
        machine.committed([], Commit(verdicts: [], claimed: [.fixture("1", "mail")]), now: .start)
        _ = machine.failed([], trouble: StoreTrouble(.corrupt, "malformed"), now: .start)
        _ = machine.enqueue(outcome("1", "mail"), now: .start)
        #expect(machine.enqueue(arrival(1), now: .start) == false)
        for second in [0.0, 1, 100, -100, 100_000] { #expect(machine.turn(now: .second(second)) == .wait(until: nil)) }
        machine.stop()
        #expect(machine.turn(now: .second(100_000)) == .finished)
        #expect(machine.unwritten == 1)
    }

    // MARK: - Pauses

    private static let sometime = Agenda(pending: ["mail": .second(1)])
    private static func paused(_ scope: Pause.Scope, until second: TimeInterval?) -> Set<Pause> {
        [Pause(scope: scope, origin: .hand, since: .start, until: second.map { .second($0) }, reason: "")]
    }

    /// Another process wrote them, or an earlier life of this one.
    @Test(arguments: [Pause.Scope.all, .channel("mail")])
    func whatTheStoreSaysIsPausedIsNotClaimedUntilItsEnd(_ scope: Pause.Scope) throws {
        var agenda = Self.sometime
        agenda.pauses = Array(Self.paused(scope, until: 10))
        var machine = ClerkMachine.ready(agenda)
        #expect(machine.turn(now: .second(2)) == .wait(until: .second(10)))
        _ = machine.enqueue(arrival(1), now: .second(3))
        #expect(machine.turn(now: .second(3)) == .transact([arrival(1)], slots: ["mail": 0]), "not at birth either")
        machine.committed([arrival(1)], Commit(verdicts: [.decoded], pauses: Self.paused(scope, until: 10)), now: .second(3))
        #expect(machine.turn(now: .second(3)) == .wait(until: .second(10)))
        #expect(machine.turn(now: .second(10)).batch == [Waiting(ticket: nil, input: .claim(channel: "mail", slots: 2))])
    }

    @Test func aPauseOfAnotherChannelIsNothingToThisOne() {
        var agenda = Self.sometime
        agenda.pauses = Array(Self.paused(.channel("sms"), until: nil))
        var machine = ClerkMachine.ready(agenda)
        #expect(machine.turn(now: .second(1)).batch == [Waiting(ticket: nil, input: .claim(channel: "mail", slots: 2))])
    }

    /// Each commit brings all pauses, so that what was lifted is gone at once.
    @Test func aLiftedPauseIsFollowedByAPlan() throws {
        var agenda = Self.sometime
        agenda.pauses = Array(Self.paused(.all, until: nil))
        var machine = ClerkMachine.ready(agenda)
        #expect(machine.turn(now: .second(2)) == .wait(until: nil))
        let resume = Waiting(ticket: nil, input: .resume(nil))
        _ = machine.enqueue(resume, now: .second(2))
        #expect(machine.turn(now: .second(3)).batch == [resume])
        machine.committed([resume], Commit(verdicts: [nil]), now: .second(3))
        try machine.replan(Self.sometime, now: .second(3))
        #expect(machine.turn(now: .second(3)).batch == [Waiting(ticket: nil, input: .claim(channel: "mail", slots: 2))])
    }

    @Test func aBatchThatBringsAWordOfPeaceTakesNothingOutOfItsChannel() throws {
        var machine = ClerkMachine.ready(widths: ["mail": 2, "hook": 3])
        let peace = Waiting(
            ticket: nil,
            input: .outcome(
                .init(delivery: .init("D"), number: 1, channel: "hook"), .retry(Failure(.rateLimited, "429"), after: .seconds(5), scope: .channel)))
        _ = machine.enqueue(peace, now: .start)
        #expect(machine.turn(now: .second(1)) == .transact([peace], slots: ["mail": 2, "hook": 0]))
    }

    @Test func aClockThatStepsBackDoesNotProlongThePause() throws {
        var machine = ClerkMachine.ready()
        #expect(machine.failed([], trouble: .full, now: .start).isEmpty)
        #expect(machine.turn(now: .second(-3600)) == .plan)
    }

    /// And before anything else: it would put back what was claimed before it.
    @Test func theRescueAtTheStartIsTriedAgain() throws {
        var machine = ClerkMachine(widths: ["mail": 2], isStart: true)
        try machine.replan(now: .start)
        let batch = try #require(machine.turn(now: .start).batch)
        _ = machine.enqueue(outcome("1", "mail"), now: .start)
        _ = machine.failed(batch, trouble: .full, now: .start)
        try machine.replan(Agenda(pending: ["mail": .start]), now: .second(1))
        #expect(machine.turn(now: .second(1)).batch == batch)
    }

    @Test func aFailedBatchIsTriedOneByOneBeforeWhatCameLater() throws {
        var machine = ClerkMachine.ready()
        for number in 1...3 { _ = machine.enqueue(arrival(number), now: .start) }
        let batch = try #require(machine.turn(now: .start).batch)
        _ = machine.enqueue(arrival(4), now: .start)
        #expect(machine.failed(batch, now: .start) == nil)
        try machine.replan(now: .start)
        for number in 1...2 {
            #expect(machine.turn(now: .start).batch == [arrival(number)])
            machine.committed([arrival(number)], Commit(verdicts: [.decoded]), now: .start)
        }
        #expect(machine.turn(now: .start).batch == [arrival(3)])
        #expect(machine.failed([arrival(3)], now: .start) == arrival(3))
        try machine.replan(now: .start)
        #expect(machine.turn(now: .start).batch == [arrival(4)])
    }

    /// Every chore that fails alone rests, so that the clerk neither spins nor keeps others from their turn.
    @Test(arguments: [Input.claim(channel: "mail", slots: 2), .due, .rescue(isStart: false)]) func aChoreThatFailsAloneRests(_ chore: Input) throws {
        let agenda =
            switch chore {
            case .claim: Agenda(pending: ["mail": .start])
            case .due: Agenda(held: .start)
            default: Agenda(lease: .start)
            }
        var machine = ClerkMachine.ready(agenda)
        let batch = try #require(machine.turn(now: .start).batch)
        #expect(batch == [Waiting(ticket: nil, input: chore)])
        #expect(machine.failed(batch, now: .start) == batch[0])
        try machine.replan(agenda, now: .start)
        #expect(machine.turn(now: .start) == .wait(until: .second(5)))
        _ = machine.enqueue(arrival(1), now: .start)
        #expect(machine.turn(now: .start).batch == [arrival(1)])
        #expect(machine.turn(now: .second(5)).batch == batch)
    }

    @Test func twoChoresThatFailTogetherAreTriedAlone() throws {
        let agenda = Agenda(pending: ["chat": .start, "mail": .start])
        var machine = ClerkMachine.ready(agenda, widths: ["mail": 2, "chat": 1])
        let batch = try #require(machine.turn(now: .start).batch)
        #expect(batch.count == 2)
        #expect(machine.failed(batch, now: .start) == nil)
        try machine.replan(agenda, now: .start)
        #expect(machine.turn(now: .start).batch == [batch[0]])
        #expect(machine.failed([batch[0]], now: .start) == batch[0])
        try machine.replan(agenda, now: .start)
        #expect(machine.turn(now: .start).batch == [batch[1]])
    }

    /// An outcome that cannot be written gives its slot back all the same; its lease will bring the delivery back.
    @Test func anOutcomeThatIsGivenUpFreesItsSlot() throws {
        var machine = ClerkMachine.ready()
        machine.committed([], Commit(verdicts: [], claimed: [.fixture("1", "mail")]), now: .start)
        _ = machine.enqueue(outcome("1", "mail"), now: .start)
        let batch = try #require(machine.turn(now: .second(1)).batch)
        #expect(machine.failed(batch, now: .second(1)) == batch[0])
        machine.stop()
        #expect(machine.turn(now: .second(1)) == .finished)
    }

    // MARK: - Stopping

    @Test func stoppingWritesWhatWaitsAndTakesBackWhatIsOut() throws {
        var machine = ClerkMachine.ready(Agenda(pending: ["mail": .second(1)], held: .second(1), lease: .second(1)))
        machine.committed([], Commit(verdicts: [], claimed: [.fixture("1", "mail")]), now: .start)
        _ = machine.enqueue(arrival(1), now: .start)
        machine.stop()
        #expect(machine.turn(now: .second(2)) == .transact([arrival(1)], slots: ["mail": 0]))
        machine.committed([arrival(1)], Commit(verdicts: [.decoded]), now: .second(2))
        #expect(machine.turn(now: .second(2)) == .wait(until: nil))
        _ = machine.enqueue(outcome("1", "mail"), now: .second(2))
        #expect(machine.turn(now: .second(2)).batch == [outcome("1", "mail")])
        machine.committed([outcome("1", "mail")], Commit(verdicts: [nil]), now: .second(2))
        #expect(machine.turn(now: .second(2)) == .finished)
    }

    /// A server that could not even begin must not wait for its disk: the next start rescues.
    @Test(arguments: [false, true]) func theRescueOfAStartKeepsNobodyFromStopping(isUnderWay: Bool) throws {
        var machine = ClerkMachine(widths: [:], isStart: true)
        try machine.replan(now: .start)
        let batch = try #require(machine.turn(now: .start).batch)
        if isUnderWay { machine.stop() }
        _ = machine.failed(batch, trouble: .full, now: .start)
        if !isUnderWay { machine.stop() }
        #expect(machine.turn(now: .start) == .finished)
    }

    /// A command over a store that does not work must come to its end.
    @Test func stoppingNeedsNoPlan() {
        var machine = ClerkMachine(widths: [:], isStart: false)
        _ = machine.failed([], trouble: .full, now: .start)
        machine.stop()
        #expect(machine.turn(now: .start) == .finished)
    }

    @Test func anOutcomeIsWrittenBeforeTheEndEvenInTrouble() throws {
        var machine = ClerkMachine.ready()
        machine.committed([], Commit(verdicts: [], claimed: [.fixture("1", "mail")]), now: .start)
        machine.stop()
        _ = machine.enqueue(outcome("1", "mail"), now: .start)
        let batch = try #require(machine.turn(now: .start).batch)
        _ = machine.failed(batch, trouble: .full, now: .start)
        #expect(machine.turn(now: .start) == .wait(until: .second(1)))
        #expect(machine.turn(now: .second(1)).batch == batch)
    }

    @Test func aStopGivesUpAStoreThatDoesNotWork() throws {
        var machine = ClerkMachine.ready()
        machine.committed([], Commit(verdicts: [], claimed: [.fixture("1", "mail"), .fixture("2", "mail")]), now: .start)
        _ = machine.failed([], trouble: .full, now: .start)
        machine.stop()
        _ = machine.enqueue(outcome("1", "mail"), now: .start)
        #expect(machine.turn(now: .start) == .wait(until: .second(1)))
        let batch = try #require(machine.turn(now: .second(9)).batch)
        #expect(batch == [outcome("1", "mail")])
        _ = machine.failed(batch, trouble: .full, now: .second(9))
        #expect(machine.turn(now: .second(10)) == .finished)
        #expect(machine.unwritten == 2)
    }

    @Test func aStopIsPatientWithFarSides() throws {
        var machine = ClerkMachine.ready()
        machine.committed([], Commit(verdicts: [], claimed: [.fixture("1", "mail")]), now: .start)
        machine.stop()
        #expect(machine.turn(now: .start) == .wait(until: nil))
        #expect(machine.turn(now: .second(1000)) == .wait(until: nil))
    }

    // MARK: - Channels that are gone

    @Test func pendingDeliveriesOfARemovedChannelAreClaimedByAServerOnly() throws {
        let agenda = Agenda(pending: ["gone": .start])
        var server = ClerkMachine.ready(agenda)
        #expect(server.turn(now: .start).batch?.map(\.input) == [.claim(channel: "gone", slots: 256)])
        try server.replan(agenda, now: .start)
        #expect(server.turn(now: .start) == .wait(until: .second(5)))
        var command = ClerkMachine(widths: [:], isStart: false)
        try command.replan(agenda, now: .start)
        #expect(command.turn(now: .start) == .wait(until: nil))
    }
}
