import FoundationEssentials
import StockbellCore
import StockbellEngine
import StockbellStore
import StockbellTesting

/// Carries out what the clerk's machine decides, one step after the other, as the clerk's loop does with threads and a disk.
final class SimulatedClerk {
    /// What makes ids and jitter.
    private struct Making {
        var ids: ULIDSource<SeededGenerator>
        var chance: SeededGenerator
    }

    private enum Activity {
        case busy
        /// With the number of the wait, so that an old alarm wakes nobody.
        case waiting(Int)
        case finished
    }

    /// The longest wait of the clerk's loop.
    private static let longestWait: TimeInterval = 30

    private let world: World
    private let hatch: Hatch
    private let oracle: Oracle
    private let store: SimulatedStore
    private let disk: Disk
    private let settings: Settings
    private let ledger: Ledger
    private let isServer: Bool
    private let faults: Faults
    private var machine: ClerkMachine
    private var making: Making
    private var arrivalIDs: ULIDSource<SeededGenerator>
    private var callers: [UInt64: (Arrival.Verdict?) -> Void] = [:]
    /// Those who are answered only once it is written.
    private var hearers: [UInt64: () -> Void] = [:]
    private var nextTicket: UInt64 = 0
    private var time: SteadyTime
    private var activity = Activity.busy
    private var waits = 0
    private let limits: ClerkMachine.Limits
    private(set) var isStopping = false
    var hasTrouble: Bool { machine.trouble != nil }
    /// Takes claimed deliveries to their couriers.
    var send: ([Claimed]) -> Void = { _ in }
    var onFinished: () -> Void = {}
    var onRest: () -> Void = {}
    /// Asked between any two writes to the outside; true: the process is gone.
    var isStruck: () -> Bool = { false }

    init(
        _ world: World, _ hatch: Hatch, _ oracle: Oracle, _ store: SimulatedStore, _ disk: Disk, _ settings: Settings, isServer: Bool,
        _ faults: Faults
    ) {
        (self.world, self.hatch, self.oracle, self.store) = (world, hatch, oracle, store)
        (self.disk, self.settings, self.isServer, self.faults) = (disk, settings, isServer, faults)
        ledger = Ledger(settings: settings)
        var limits = ClerkMachine.Limits()
        if faults.hasSmallQueue { (limits.arrivals, limits.batch, limits.bytes) = (6, 4, 64) }
        self.limits = limits
        machine = ClerkMachine(couriers: isServer ? CourierMachine.all(for: settings.channels) : [:], limits: limits, isStart: isServer)
        making = Making(ids: ULIDSource(SeededGenerator(world.chance.next())), chance: SeededGenerator(world.chance.next()))
        arrivalIDs = ULIDSource(SeededGenerator(world.chance.next()))
        time = SteadyTime(reading: world.now)
        hatch.after(0) { [self] in turn() }
    }

    // MARK: - What comes in

    func submit(_ post: Post, answer: @escaping (Arrival.Verdict?) -> Void) {
        let receivedAt = world.now
        let arrival = Arrival(id: arrivalIDs.next(at: receivedAt), source: post.source, receivedAt: receivedAt, body: post.body)
        oracle.posts[arrival.id] = post
        guard machine.enqueue(.init(ticket: nextTicket, input: .arrival(arrival, post.decoded)), now: receivedAt) else {
            world.tell("post \(post.number): 503")
            return answer(nil)
        }
        callers[nextTicket] = { [world, oracle] verdict in
            world.tell("post \(post.number): \(verdict?.rawValue ?? "503")")
            if let verdict { oracle.acknowledged[arrival.id] = verdict }
            answer(verdict)
        }
        nextTicket += 1
        if callers.count > limits.arrivals + limits.batch { world.violate("\(callers.count) posts wait in memory") }
        ring()
    }

    /// Takes an input that may be refused: it comes again.
    func hear(_ input: Input, whenWritten: @escaping () -> Void) {
        guard machine.enqueue(.init(ticket: nextTicket, input: input), now: now) else { return }
        hearers[nextTicket] = whenWritten
        nextTicket += 1
        ring()
    }

    func note(_ input: Input) {
        if !machine.enqueue(.init(ticket: nil, input: input), now: now) { world.violate("an input that is no arrival is refused") }
        ring()
    }

    func othersWrote() {
        machine.othersWrote()
        ring()
    }

    func stop() {
        isStopping = true
        machine.stop()
        ring()
    }

    /// The process is gone: nobody waits for it any more.
    func letGo() {
        (callers, hearers, send, onFinished, onRest, isStruck) = ([:], [:], { _ in }, {}, {}, { true })
    }

    private func ring() {
        if case .waiting = activity { wake() }
    }

    private func wake() {
        activity = .busy
        hatch.after(0.00005) { [self] in turn() }
    }

    // MARK: - The loop

    private var now: Date { time.now(reading: world.now) }

    private func turn() {
        oracle.turns()
        let now = now
        switch machine.turn(now: now) {
        case .transact(let batch, let slots): hatch.after(disk.pause) { [self] in transact(batch, slots, decidedAt: now) }
        case .plan: hatch.after(disk.pause / 4) { [self] in plan() }
        case .wait(let until): wait(until, now)
        case .finished:
            activity = .finished
            if !callers.isEmpty { world.violate("\(callers.count) posts are not answered at the end") }
            onFinished()
        }
    }

    private func wait(_ until: Date?, _ now: Date) {
        let left = until?.timeIntervalSince(now) ?? Self.longestWait
        waits += 1
        let wait = waits
        activity = .waiting(wait)
        hatch.after(min(max(left, 0.001), Self.longestWait)) { [self] in
            if case .waiting(wait) = activity { wake() }
        }
        guard isServer, !isStopping else { return }
        if disk.mood == .well { oracle.rests(store.committed.rows, store.committed.truth, settings: settings, now: now) } else { oracle.isExcused() }
        onRest()
    }

    private func plan() {
        if let trouble = disk.failsToRead() {
            giveWay([], to: trouble)
        } else {
            machine.planned(store.committed.rows.agenda(), now: now)
        }
        turn()
    }

    private func transact(_ batch: [ClerkMachine.Waiting], _ slots: [String: Int], decidedAt: Date) {
        if isStruck() { return }
        if store.isLocked { return hatch.after(0.003) { [self] in transact(batch, slots, decidedAt: decidedAt) } }
        if let trouble = disk.failsBefore() {
            giveWay(batch, to: trouble)
            return turn()
        }
        do {
            let inputs = batch.map(\.input)
            var version = store.committed
            var making = making
            let (result, commit, changes) = try version.rows.transact(ledger.keys(for: inputs), clock: time.now(reading: world.now)) {
                [ledger, faults] book in
                var slots = slots
                making = self.making
                let result = try ledger.apply(inputs, to: &book, slots: &slots, ids: &making.ids, chance: &making.chance)
                if inputs.contains(where: faults.isCursed) { throw Curse() }
                return (result, ClerkMachine.Commit(result, book), book.changes)
            }
            let judged = Oracle.Commit(
                inputs: inputs, verdicts: result.verdicts, changes: changes, now: commit.now ?? world.now, decidedAt: decidedAt,
                before: store.committed.rows, after: version.rows)
            if let trouble = disk.failsAfter() {
                store.refuse { [oracle, version] in
                    var version = version
                    oracle.judge(judged, &version.truth)
                    return version
                }
                giveWay(batch, to: trouble)
                return turn()
            }
            oracle.judge(judged, &version.truth)
            self.making = making
            world.tell(judged.text)
            store.commit(version, by: hatch)
            if isStruck() { return }
            hatch.after(disk.pause) { [self] in
                store.sync(by: hatch)
                if isStruck() { return }
                hatch.after(world.seconds(0...0.002)) { [self] in committed(batch, commit) }
            }
        } catch {
            giveWay(batch, to: error)
            turn()
        }
    }

    private func committed(_ batch: [ClerkMachine.Waiting], _ commit: ClerkMachine.Commit) {
        if let now = commit.now { time.raise(to: now) }
        machine.committed(batch, commit, now: now)
        for (waiting, verdict) in zip(batch, commit.verdicts) {
            if let ticket = waiting.ticket, let hearer = hearers.removeValue(forKey: ticket) { hearer() } else { answer(waiting.ticket, verdict) }
        }
        if isStruck() { return }
        if !commit.claimed.isEmpty { send(commit.claimed) }
        turn()
    }

    private func giveWay(_ batch: [ClerkMachine.Waiting], to error: any Error) {
        world.tell("\(batch.count) inputs failed: \(error)")
        if let trouble = error as? StoreTrouble {
            for ticket in machine.failed(batch, trouble: trouble, now: now) { answer(ticket, nil) }
            return
        }
        if case .givenUp(let culprit) = machine.blame(batch, because: "\(error)", now: now) { answer(culprit.ticket, nil) }
    }

    private func answer(_ ticket: UInt64?, _ verdict: Arrival.Verdict?) {
        guard let ticket, hearers.removeValue(forKey: ticket) == nil else { return }
        guard let caller = callers.removeValue(forKey: ticket) else { return world.violate("a post is answered twice") }
        caller(verdict)
    }
}
