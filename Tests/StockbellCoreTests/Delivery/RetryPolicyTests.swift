import FoundationEssentials
import StockbellCore
import Testing

@Suite struct RetryPolicyTests {
    private let policy = RetryPolicy()

    private static func delivery(attempt: Int = 1) -> Delivery {
        var delivery = Delivery(
            id: .init("1"), alerts: [], incident: nil, letter: .outOfStock, department: "d", rule: "d/r", address: Address(channel: "x"),
            state: .sending,
            createdAt: .start, dueAt: .start)
        delivery.attempt = attempt
        return delivery
    }

    private static func channel(_ class: ChannelSettings.Class, _ ifUnsure: ChannelSettings.IfUnsure? = nil) throws -> ChannelSettings {
        switch `class` {
        case .mail: try .mail(ifUnsure: ifUnsure)
        case .chat: .chat(ifUnsure: ifUnsure)
        case .sms: .sms(ifUnsure: ifUnsure)
        case .webhook: .hook(ifUnsure: ifUnsure)
        }
    }

    private func settle(
        _ outcome: Outcome, on class: ChannelSettings.Class, _ ifUnsure: ChannelSettings.IfUnsure? = nil, attempt: Int = 1, second: TimeInterval = 0,
        seed: UInt64 = 1
    ) throws -> Settlement {
        var chance = SeededGenerator(seed: seed)
        return policy.settle(Self.delivery(attempt: attempt), outcome, on: try Self.channel(`class`, ifUnsure), now: .second(second), using: &chance)
    }

    @Test(arguments: ChannelSettings.Class.allCases)
    func whatIsDeliveredOrRefusedIsOver(_ class: ChannelSettings.Class) throws {
        let delivered = try settle(.delivered(Receipt(providerID: "7", answer: "250")), on: `class`)
        #expect(delivered.state == .delivered)
        #expect(delivered.receipt?.providerID == "7")
        #expect(delivered.failure == nil)
        let refused = try settle(.refused, on: `class`)
        #expect(refused.state == .dead)
        #expect(refused.failure?.reason == .unknownRecipient)
    }

    /// What an unknown outcome leads to, by class and wish: state, and whether the next one is marked as a possible duplicate.
    @Test(
        arguments: [
            (.mail, nil, .pending, true), (.chat, nil, .pending, true), (.webhook, nil, .pending, false), (.sms, nil, .unknown, false),
            (.sms, .repeat, .pending, true), (.mail, .giveUp, .unknown, false), (.webhook, .giveUp, .unknown, false),
        ] as [(ChannelSettings.Class, ChannelSettings.IfUnsure?, Delivery.State, Bool)])
    func whatIsUnsureFollowsTheChannel(
        _ class: ChannelSettings.Class, _ ifUnsure: ChannelSettings.IfUnsure?, _ state: Delivery.State, _ isMarked: Bool
    ) throws {
        let settlement = try settle(.unsure, on: `class`, ifUnsure)
        #expect(settlement.state == state)
        #expect(settlement.mayBeDuplicate == isMarked)
        #expect(settlement.failure?.reason == .noAnswer)
    }

    /// Seconds before the attempts after the first, second, …: bare, before jitter.
    @Test(
        arguments: [
            (.mail, [60, 120, 240, 480, 960, 1920, 3600, 3600]), (.chat, [5, 10, 20, 40, 80, 160, 320, 640, 900, 900]),
            (.sms, [10, 20, 40, 80, 160, 320, 600, 600]), (.webhook, [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600]),
        ] as [(ChannelSettings.Class, [Double])])
    func pausesDoubleUpToTheLongest(_ class: ChannelSettings.Class, _ pauses: [Double]) throws {
        for (index, bare) in pauses.enumerated() {
            var seen: Set<Date> = []
            for seed in 0..<50 as Range<UInt64> {
                let settlement = try settle(.again, on: `class`, attempt: index + 1, seed: seed)
                let pause = settlement.dueAt.timeIntervalSince(.start)
                #expect(settlement.state == .pending)
                #expect((bare * 0.9...bare * 1.1).contains(pause), "attempt \(index + 1), seed \(seed)")
                seen.insert(settlement.dueAt)
            }
            #expect(seen.count > 40, "jitter spreads attempt \(index + 1)")
        }
    }

    @Test(arguments: [Int.min, -1, 0, 1, 64, 1000, Int.max])
    func anyCountOfAttemptsHasAPause(_ attempt: Int) throws {
        let pause = try settle(.again, on: .mail, attempt: attempt).dueAt.timeIntervalSince(.start)
        #expect((54...3960).contains(pause))
    }

    @Test(arguments: [(.mail, 72), (.chat, 12), (.sms, 2), (.webhook, 72)] as [(ChannelSettings.Class, TimeInterval)])
    func givesUpAtTheHorizon(_ class: ChannelSettings.Class, _ hours: TimeInterval) throws {
        let horizon = hours * 3600
        let pause = Duration.seconds(600)
        let outcome = Outcome.retry(Failure(.serverError, ""), after: pause, scope: .message)
        let last = try settle(outcome, on: `class`, second: horizon - 600)
        #expect(last.state == .pending)
        #expect(last.dueAt == .second(horizon))
        let over = try settle(outcome, on: `class`, second: horizon - 599)
        #expect(over.state == .dead)
        #expect(over.failure?.reason == .serverError)
        #expect(try settle(.wrong, on: `class`, second: horizon - 299).state == .dead)
        #expect(try settle(.unsure, on: `class`, .repeat, second: horizon).state == .dead)
    }

    @Test(arguments: [1, 7, 30, 120, 3599, 7200] as [Int])
    func keepsToTheSecondWhatTheFarSideAsksFor(_ seconds: Int) throws {
        for attempt in [1, 5, 9] {
            let settlement = try settle(
                .retry(Failure(.rateLimited, "429"), after: .seconds(seconds), scope: .channel), on: .mail, attempt: attempt, seed: UInt64(attempt))
            #expect(settlement.dueAt == .second(TimeInterval(seconds)))
        }
    }

    /// A far side that says "after 0 seconds" with every refusal must not be asked in a circle.
    @Test(arguments: [0, -5] as [Int])
    func neverTriesAgainWithoutAPause(_ seconds: Int) throws {
        let settlement = try settle(.retry(Failure(.serverError, "503"), after: .seconds(seconds), scope: .message), on: .webhook)
        #expect(settlement.dueAt >= .second(1))
    }

    @Test func anAbsurdPauseEndsIt() throws {
        let settlement = try settle(.retry(Failure(.serverError, ""), after: .seconds(Int64.max), scope: .message), on: .webhook)
        #expect(settlement.state == .dead)
    }

    /// Its breaker leaves it alone for five minutes, unless somebody mends it.
    @Test func aChannelThatNeedsSomebodyKeepsItsMessageReady() throws {
        let settlement = try settle(.wrong, on: .chat, attempt: 3)
        #expect(settlement.state == .pending)
        #expect(settlement.dueAt == .second(0))
        #expect(!settlement.mayBeDuplicate)
    }

    @Test func whatWasNotTriedGoesAgainAsIfItHadNotBeenTakenOut() throws {
        var delivery = Self.delivery(attempt: 2)
        delivery.reason = "timeout: 30 s"
        delivery.frozenAt = .second(3)
        var chance = SeededGenerator(seed: 1)
        policy.settle(delivery, .unsent, on: .hook(), now: .second(7), using: &chance).apply(to: &delivery, now: .second(7))
        #expect(delivery.state == .pending && delivery.dueAt == .start && !delivery.mayBeDuplicate, "its place among those that wait is its own")
        #expect(delivery.frozenAt == .second(3))
        #expect(delivery.attempt - delivery.earlierAttempts == 1 && delivery.reason == "timeout: 30 s")
    }

    @Test func whatWasNeverTriedIsWrittenAnew() throws {
        var delivery = Self.delivery(attempt: 1)
        delivery.frozenAt = .second(3)
        var chance = SeededGenerator(seed: 1)
        policy.settle(delivery, .unsent, on: .hook(), now: .second(7), using: &chance).apply(to: &delivery, now: .second(7))
        #expect(delivery.frozenAt == nil && delivery.attempt == 1 && delivery.earlierAttempts == 1)
    }

    @Test func theMarkOfAPossibleDuplicateStays() throws {
        var delivery = Self.delivery()
        for outcome in [Outcome.unsure, .again, .wrong, .fine] {
            var chance = SeededGenerator(seed: 1)
            policy.settle(delivery, outcome, on: .chat(), now: .start, using: &chance).apply(to: &delivery, now: .start)
            #expect(delivery.mayBeDuplicate)
            if !delivery.state.isFinished { delivery.state = .sending }
        }
        #expect(delivery.state == .delivered)
    }

    @Test func aSettlementIsWrittenWhole() throws {
        var delivery = Self.delivery()
        delivery.leaseUntil = .second(60)
        Settlement(state: .pending, dueAt: .second(9), failure: Failure(.timeout, "30 s")).apply(to: &delivery, now: .second(1))
        #expect(delivery.leaseUntil == nil)
        #expect(delivery.dueAt == .second(9))
        #expect(delivery.finishedAt == nil)
        #expect(delivery.reason == "timeout: 30 s")
        Settlement(state: .delivered, dueAt: .second(9), receipt: Receipt(answer: "250")).apply(to: &delivery, now: .second(10))
        #expect(delivery.finishedAt == .second(10))
        #expect(delivery.reason == nil)
        #expect(delivery.failure?.reason == .timeout)
        #expect(delivery.receipt?.answer == "250")
    }

    @Test func theIdempotencyKeyChangesByReplayOnly() {
        var delivery = Self.delivery()
        delivery.attempt = 5
        #expect(delivery.key.description == "1")
        delivery.round = 2
        #expect(delivery.key.description == "1-2")
    }
}
