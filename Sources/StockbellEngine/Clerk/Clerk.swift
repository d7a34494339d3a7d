package import FoundationEssentials
package import Logging
package import StockbellCore
import Synchronization

/// The one writer: takes all that waits, in one transaction, and answers each after the commit.
package final class Clerk: Sendable {
    /// Takes the verdict on an arrival, after its commit; nil: it was not taken, the platform should come again.
    package typealias Answer = @Sendable (Arrival.Verdict?) -> Void

    /// Who waits for an input to be written.
    private enum Caller {
        case arrival(Answer)
        /// Takes whether it is.
        case other(@Sendable (Bool) -> Void)

        func isWritten(_ verdict: Arrival.Verdict?) {
            switch self {
            case .arrival(let answer): answer(verdict)
            case .other(let answer): answer(true)
            }
        }

        func isRefused() {
            switch self {
            case .arrival(let answer): answer(nil)
            case .other(let answer): answer(false)
            }
        }
    }

    private struct State {
        var machine: ClerkMachine
        /// Of the settings that hold from the next batch on.
        var ledger: Ledger
        var nextTicket: UInt64 = 0
        var callers: [UInt64: Caller] = [:]
        var isFinished = false
        var troubleReport = TroubleReport()
        var missed: [String: Int] = [:]
        var feedback: [String: FeedbackCounts] = [:]
    }

    /// What makes ids and jitter in the loop's transactions.
    private struct Making: Sendable {
        var ids = ULIDSource(SystemRandomNumberGenerator())
        var chance = SystemRandomNumberGenerator()
    }

    private let store: any Store
    private let clock: SteadyClock
    private let sleep: @Sendable (Duration) async throws -> Void
    private let log: Logger
    private let state: Mutex<State>
    private let arrivalIDs = Mutex(ULIDSource(SystemRandomNumberGenerator()))
    private let doorbell = Doorbell()

    /// The longest wait: a clock that steps back is noticed by then, and so is what another process wrote.
    private static let longestWait = Duration.seconds(30)

    /// Makes a clerk; nothing happens before `run()`.
    ///
    /// - Parameters:
    ///   - couriers: by channel, what its courier can take.
    ///   - isStart: whether this process is the store's server and puts back what its predecessor left under way.
    ///   - clock: the store's too.
    package init(
        store: any Store, ledger: Ledger, couriers: [String: CourierMachine], limits: ClerkMachine.Limits = .init(), isStart: Bool, log: Logger,
        clock: SteadyClock, sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.store = store
        self.clock = clock
        self.sleep = sleep
        self.log = log
        state = Mutex(State(machine: ClerkMachine(couriers: couriers, limits: limits, isStart: isStart), ledger: ledger))
    }

    /// By source, how many levels were not what its platform has, since the start.
    package var missed: [String: Int] { state.withLock { $0.missed } }

    /// By channel, what its far side called back with, since the start.
    package var feedback: [String: FeedbackCounts] { state.withLock { $0.feedback } }

    /// Why the store does not work; nil: it does.
    package var trouble: StoreTrouble? { state.withLock { $0.machine.trouble } }

    /// Commits one body and what it says.
    ///
    /// - Returns: its verdict, after the commit; nil: it was not taken, the platform should come again.
    package func take(_ request: SourceRequest, keeping headers: [Arrival.Header], source: String, decoded: Decoded, at receivedAt: Date) async
        -> Arrival.Verdict?
    {
        await withCheckedContinuation { caller in
            submit(request, keeping: headers, source: source, decoded: decoded, at: receivedAt) { caller.resume(returning: $0) }
        }
    }

    /// Commits one body and what it says, in the order of the calls; `answer` is called once.
    package func submit(
        _ request: SourceRequest, keeping headers: [Arrival.Header], source: String, decoded: Decoded, at receivedAt: Date,
        answer: @escaping Answer
    ) {
        let id: Arrival.ID = arrivalIDs.withLock { $0.next(at: receivedAt) }
        let arrival = Arrival(id: id, source: source, receivedAt: receivedAt, headers: headers, body: request.body)
        let isTaken = state.withLock { state in
            let ticket = state.nextTicket
            guard !state.isFinished, state.machine.enqueue(.init(ticket: ticket, input: .arrival(arrival, decoded)), now: receivedAt) else {
                return false
            }
            state.nextTicket += 1
            state.callers[ticket] = .arrival(answer)
            return true
        }
        if isTaken { doorbell.ring() } else { answer(nil) }
    }

    /// Commits what somebody wants done about an incident.
    ///
    /// - Returns: after the commit; false: it was not taken, or could not be applied.
    package func order(_ order: CareOrder) async -> Bool { await write(.care(order)) }

    /// Commits what a channel's far side called back with.
    ///
    /// - Returns: after the commit; false: it is not written, the far side should come again.
    package func take(_ feedback: [Feedback], from channel: String) async -> Bool {
        guard !feedback.isEmpty else { return true }
        return await write(.feedback(channel: channel, feedback))
    }

    private func write(_ input: Input) async -> Bool {
        await withCheckedContinuation { caller in
            let now = clock.now
            let isTaken = state.withLock { state in
                let ticket = state.nextTicket
                guard !state.isFinished, state.machine.trouble == nil, state.machine.enqueue(.init(ticket: ticket, input: input), now: now)
                else { return false }
                state.nextTicket += 1
                state.callers[ticket] = .other { caller.resume(returning: $0) }
                return true
            }
            if isTaken { doorbell.ring() } else { caller.resume(returning: false) }
        }
    }

    /// Takes an input that nobody waits for.
    package func note(_ input: Input) {
        let now = clock.now
        state.withLock { _ = $0.machine.enqueue(.init(ticket: nil, input: input), now: now) }
        doorbell.ring()
    }

    /// Takes new settings over, from the next batch on.
    ///
    /// No level is looked at for it: an item is judged anew at its next event, and what waits goes out as it was decided.
    ///
    /// - Parameter couriers: by channel, what its courier can take; those of new channels must be there already.
    package func replace(_ settings: Settings, couriers: [String: CourierMachine]) {
        state.withLock { state in
            state.ledger = Ledger(settings: settings, policy: state.ledger.policy, zones: state.ledger.zones)
            state.machine.replace(couriers: couriers)
        }
        note(.reloaded)
    }

    /// Another process wrote to the store.
    package func othersWrote() {
        state.withLock { $0.machine.othersWrote() }
        doorbell.ring()
    }

    /// Finishes what waits and what is under way; `run()` then returns.
    package func stop() {
        state.withLock { $0.machine.stop() }
        doorbell.ring()
    }

    /// The one serial loop.
    ///
    /// Returns after `stop()` when everything is written, or when the task is cancelled.
    ///
    /// - Parameter send: takes claimed deliveries to their couriers; must not block.
    package func run(send: @Sendable ([Claimed]) -> Void) async {
        var making = Making()
        while !Task.isCancelled {
            let now = clock.now
            let (turn, ledger) = state.withLock { ($0.machine.turn(now: now), $0.ledger) }
            switch turn {
            case .transact(let batch, let slots): await transact(batch, slots, ledger, &making, send)
            case .plan: await plan()
            case .wait(let until):
                let left = until.map { Duration.seconds($0.timeIntervalSince(now)) } ?? Self.longestWait
                await doorbell.wait(atMost: min(max(left, .milliseconds(1)), Self.longestWait), sleep: sleep)
            case .finished:
                return finish()
            }
        }
        finish()
    }

    private func finish() {
        let (callers, unwritten, trouble) = state.withLock { state in
            state.isFinished = true
            defer { state.callers = [:] }
            return (state.callers, state.machine.unwritten, state.machine.trouble)
        }
        for caller in callers.values { caller.isRefused() }
        guard unwritten > 0 else { return }
        log.error(
            """
            Stopped before the outcome of \(unwritten) \(unwritten == 1 ? "message" : "messages") was written\(trouble.map { ", for \($0)" } ?? ""). \
            The next start treats them as `ifUnsure` of their channel says.
            """)
    }

    private func plan() async {
        do {
            let agenda = try await store.agenda()
            let now = clock.now
            state.withLock { $0.machine.planned(agenda, now: now) }
        } catch {
            // What cannot be read is the store's trouble, whatever it calls it: there is no input to blame.
            giveWay([], to: error as? StoreTrouble ?? StoreTrouble(.other, "\(error)"))
        }
    }

    private func transact(
        _ batch: [ClerkMachine.Waiting], _ slots: [String: Int], _ ledger: Ledger, _ making: inout Making, _ send: @Sendable ([Claimed]) -> Void
    ) async {
        let inputs = batch.map(\.input)
        do {
            // The work may run twice: each time it begins with the same ids.
            let commit: ClerkMachine.Commit
            (commit, making) = try await store.transact(ledger.keys(for: inputs)) { [making] book in
                var (slots, making) = (slots, making)
                let result = try ledger.apply(inputs, to: &book, slots: &slots, ids: &making.ids, chance: &making.chance)
                return (ClerkMachine.Commit(result, book), making)
            }
            // Another process may have seen a later time before the clock was set back.
            if let now = commit.now { clock.raise(to: now) }
            let now = clock.now
            let (answers, report) = state.withLock { state in
                state.machine.committed(batch, commit, now: now)
                state.missed.merge(commit.missed, uniquingKeysWith: +)
                for waiting in batch {
                    if case .feedback(let channel, let feedback) = waiting.input { state.feedback[channel, default: .init()].taken += feedback.count }
                }
                for (channel, strays) in commit.strays { state.feedback[channel, default: .init()].strays += strays }
                let report = state.machine.trouble == nil ? state.troubleReport.works(now: now) : nil
                let answers = zip(batch, commit.verdicts).compactMap { waiting, verdict in
                    waiting.ticket.flatMap { state.callers.removeValue(forKey: $0) }.map { ($0, verdict) }
                }
                return (answers, report)
            }
            if let report { log.notice("\(report)") }
            for (source, count) in commit.missed {
                log.notice("\(count) levels of \(source) were not what its platform has: events of them were missed. They are put right.")
            }
            // What goes out goes first: who is answered comes with more.
            if !commit.claimed.isEmpty { send(commit.claimed) }
            for (caller, verdict) in answers { caller.isWritten(verdict) }
        } catch {
            giveWay(batch, to: error)
        }
    }

    /// Disk trouble holds everything up and answers platforms "come again"; anything else is the fault of one input, which is found and set aside.
    private func giveWay(_ batch: [ClerkMachine.Waiting], to error: any Error) {
        let now = clock.now
        // A store may give up when the task is cancelled; the loop then ends and answers all that wait.
        if Task.isCancelled { return }
        if let trouble = error as? StoreTrouble {
            let (refused, report) = state.withLock { state in
                let refused = state.machine.failed(batch, trouble: trouble, now: now).compactMap { state.callers.removeValue(forKey: $0) }
                return (refused, state.troubleReport.fails(trouble, now: now))
            }
            if let report { log.error("\(report)") }
            for caller in refused { caller.isRefused() }
            return
        }
        switch state.withLock({ $0.machine.blame(batch, because: "\(error)", now: now) }) {
        case .nobody: break
        case .quarantined(let arrival):
            log.error("An event of source \(arrival.source) could not be applied and is quarantined: \(error)")
        case .givenUp(let culprit):
            log.error("An input could not be applied and is given up: \(error)")
            state.withLock { state in culprit.ticket.flatMap { state.callers.removeValue(forKey: $0) } }?.isRefused()
        }
    }
}
