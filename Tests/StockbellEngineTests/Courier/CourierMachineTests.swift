import FoundationEssentials
import StockbellCore
import StockbellEngine
import Testing

@Suite struct CourierMachineTests {
    @Test func roomIsWhatTheWidthLeaves() {
        var machine = CourierMachine(width: 2)
        #expect(machine.room(at: .start) == 2)
        machine.sent(1)
        #expect(machine.room(at: .start) == 1)
        machine.sent(2)
        #expect(machine.room(at: .start) == 0)
        machine.returned(.fine)
        machine.settled(now: .start)
        #expect(machine.underWay == 2 && machine.room(at: .start) == 0)
    }

    private static func pause(_ scope: Pause.Scope, until second: TimeInterval?) -> Pause {
        Pause(scope: scope, origin: .hand, since: .start, until: second.map { .second($0) }, reason: "")
    }

    @Test func nothingGoesOutWhileTheChannelIsPaused() {
        var machine = CourierMachine(width: 2)
        machine.pending(at: .second(1))
        machine.paused(all: [Self.pause(.all, until: 30), Self.pause(.channel("mail"), until: 20)], part: [])
        #expect(machine.room(at: .second(29)) == 0)
        #expect(machine.claimDue(now: .second(2)) == .second(30))
        #expect(machine.room(at: .second(30)) == 2)
        #expect(machine.claimDue(now: .second(30)) == .second(1))
    }

    @Test func aPauseWithoutAnEndIsWaitedForByNobody() {
        var machine = CourierMachine(width: 2)
        machine.pending(at: .second(1))
        machine.paused(all: [Self.pause(.all, until: nil), Self.pause(.channel("mail"), until: 20)], part: [])
        #expect(machine.claimDue(now: .second(2)) == nil)
        #expect(machine.room(at: .second(1e9)) == 0)
        machine.paused(all: [], part: [])
        #expect(machine.claimDue(now: .second(2)) == .second(1) && machine.room(at: .second(2)) == 2)
    }

    /// A claim leaves out what a department's pause holds back: it is asked for when the pause ends.
    @Test func theEndOfAPartsPauseIsWorthAClaim() {
        var machine = CourierMachine(width: 2)
        let department = Self.pause(.department("d"), until: 30)
        machine.paused(all: [], part: [department, Self.pause(.department("e"), until: 40), Self.pause(.department("f"), until: nil)])
        machine.pending(at: .start)
        #expect(machine.room(at: .start) == 2)
        machine.claimed(0, of: 2, next: .second(35), now: .second(1))
        #expect(machine.nextDue == .second(30))
        machine.claimed(1, of: 2, next: .second(35), now: .second(30))
        #expect(machine.nextDue == .second(35))
        machine.claimed(0, of: 2, next: nil, now: .second(40))
        #expect(machine.nextDue == nil)
    }

    @Test func theEarliestPendingDeliveryCounts() {
        var machine = CourierMachine(width: 2)
        machine.pending(at: .second(5))
        machine.pending(at: .second(9))
        #expect(machine.nextDue == .second(5))
        machine.planned(.second(7))
        #expect(machine.nextDue == .second(7))
        machine.planned(nil)
        #expect(machine.nextDue == nil)
    }

    @Test func aFullClaimIsFollowedByAnother() {
        var machine = CourierMachine(width: 2)
        machine.claimed(2, of: 2, next: .second(60), now: .start)
        #expect(machine.nextDue == .start)
    }

    @Test func aClaimThatBroughtLessWaitsForTheNextOne() {
        var machine = CourierMachine(width: 2)
        machine.pending(at: .start)
        machine.claimed(1, of: 2, next: .second(60), now: .start)
        #expect(machine.nextDue == .second(60))
    }

    /// A store whose clock counts whole milliseconds may say that something is due a moment ago: the next claim must not follow at once, for ever.
    @Test func aClaimThatBroughtNothingIsNotRepeatedAtOnce() throws {
        var machine = CourierMachine(width: 2)
        machine.pending(at: .start)
        machine.claimed(0, of: 2, next: .start, now: .start)
        #expect(try #require(machine.nextDue) > .start)
    }

    @Test func whatStoodBehindAReturnedMessageIsAskedFor() {
        var machine = CourierMachine(width: 2)
        machine.sent(1)
        machine.pending(at: .start)
        machine.claimed(0, of: 1, next: nil, now: .start)
        #expect(machine.nextDue == nil)
        machine.returned(.fine)
        machine.settled(now: .second(3))
        #expect(machine.nextDue == .second(3))
    }

    /// Two of one lane, the first of which waits for its retry: the second must be asked for when the first has gone at last.
    @Test func whatStoodBehindARetryIsAskedForToo() {
        var machine = CourierMachine(width: 2)
        machine.pending(at: .start)
        machine.claimed(0, of: 2, next: .second(5), now: .start)
        machine.claimed(1, of: 2, next: nil, now: .second(5))
        machine.sent(1)
        machine.returned(.fine)
        machine.settled(now: .second(6))
        #expect(machine.nextDue == .second(6))
    }

    @Test func whereNothingIsPendingNothingIsAskedFor() {
        var machine = CourierMachine(width: 2)
        machine.planned(nil)
        machine.sent(1)
        machine.returned(.fine)
        machine.settled(now: .second(3))
        #expect(machine.nextDue == nil)
        machine.pending(at: .second(4))
        machine.claimed(0, of: 2, next: nil, now: .second(4))
        machine.sent(1)
        machine.returned(.fine)
        machine.settled(now: .second(5))
        #expect(machine.nextDue == nil)
    }

    @Test func aStoppedOneTakesNothingAndTakesBackWhatIsOut() {
        var machine = CourierMachine(width: 2)
        machine.sent(1)
        machine.stop()
        #expect(machine.room(at: .start) == 0)
        machine.returned(.fine)
        machine.settled(now: .start)
        #expect(machine.underWay == 0 && machine.room(at: .start) == 0)
    }

    /// How much room is left of 2 and 3 ahead when two are out and one of them comes back so.
    @Test(
        arguments: [
            (.delivered(Receipt(answer: "250")), 4), (.rejected(Failure(.refusedContent, "no"), suppress: false), 4), (.unsent, 4),
            (.retry(Failure(.serverError, "503"), after: nil, scope: .message), 4),
            (.retry(Failure(.connection, "down"), after: nil, scope: .channel), 1),
            (.misconfigured(Failure(.authentication, "401")), 1), (.unknown(Failure(.noAnswer, "?")), 1),
        ] as [(Outcome, Int)])
    func nothingIsTakenAheadWhileTheFarSideIsNotWell(_ outcome: Outcome, _ room: Int) {
        var machine = CourierMachine(width: 2, ahead: 3)
        #expect(machine.room(at: .start) == 5)
        machine.sent(2)
        machine.returned(outcome)
        #expect(machine.room(at: .start) == room)
    }

    @Test func whatGoesWellEarnsIt() {
        var machine = CourierMachine(width: 2, ahead: 3)
        machine.sent(2)
        machine.returned(.unknown(Failure(.noAnswer, "?")))
        machine.returned(.fine)
        #expect(machine.room(at: .start) == 3)
        machine.sent(5)
        for _ in 0..<5 { machine.returned(.fine) }
        #expect(machine.room(at: .start) == 5)
    }
}
