package import FoundationEssentials
package import StockbellCore

/// What the clerk does next.
///
/// Pure: the loop around it carries its turns out and tells it what came of them.
package struct ClerkMachine: Sendable {
    /// What the clerk asks itself to do when its time has come.
    enum Chore: Hashable {
        case claim(String), due, rescue
    }

    /// One attempt of one delivery.
    struct Try: Hashable {
        var delivery: Delivery.ID
        var number: Int

        init(_ delivery: Delivery) { (self.delivery, number) = (delivery.id, delivery.attempt) }
        init(_ attempt: Input.Attempt) { (delivery, number) = (attempt.delivery, attempt.number) }
    }

    static let pauseInTrouble: TimeInterval = 1
    /// How long a stop waits for a store that does not work.
    private static let patience: TimeInterval = 10
    /// How long a chore that failed alone is left alone.
    static let rest: TimeInterval = 5
    /// A plan older than this is made anew: it notices what another process wrote and a clock that stepped back.
    private static let planLife: TimeInterval = 30

    private let limits: Limits
    let isServer: Bool
    var queue: ClerkQueue
    var couriers: [String: CourierMachine]
    /// By channel that is no longer configured, when its next pending delivery is due.
    var strays: [String: Date] = [:]
    var held: Date?
    var lease: Date?
    /// What our couriers have or brought back and is not written: its lease may end while the machine sleeps or its clock is set forward, and it
    /// is ours all the same.
    var carried: Set<Try> = []
    /// Those that have not come back.
    var underWay: Set<Try> = []
    var pauses: Set<Pause> = []
    var resting: [Chore: Date] = [:]
    var needsPlan = true
    var plannedAt: Date?
    var isStopping = false
    private var stoppingSince: Date?
    var resumesAt: Date?
    /// Why the store does not work; nil: it does.
    package internal(set) var trouble: StoreTrouble?
    /// How many messages were taken out whose outcome is not written: under way, or back and waiting.
    package var unwritten: Int { carried.count }

    /// Starts a clerk that first puts back what its predecessor left under way.
    ///
    /// - Parameters:
    ///   - couriers: by channel, what its courier can take; none for a command that only writes.
    ///   - isStart: whether it is the store's server.
    package init(couriers: [String: CourierMachine], limits: Limits = Limits(), isStart: Bool) {
        self.limits = limits
        isServer = isStart
        self.couriers = couriers
        queue = ClerkQueue(limits: limits)
        if isStart { queue.suspect([Waiting(ticket: nil, input: .rescue(isStart: true))]) }
    }
}

// MARK: - What comes in

extension ClerkMachine {
    /// Takes an input in; false: there is no room, or the store is in trouble, and it was not taken.
    ///
    /// Only what somebody sends again is ever refused: arrivals and feedback.
    package mutating func enqueue(_ waiting: Waiting, now: Date) -> Bool {
        switch waiting.input {
        case .arrival, .feedback: if trouble != nil { return false }
        // What comes back twice makes room once.
        case .outcome(let attempt, let outcome): if underWay.remove(Try(attempt)) != nil { takeBack(outcome, from: attempt.channel) }
        default: break
        }
        return queue.add(waiting, now: now)
    }

    /// There is room for another one on the channel; a channel that is gone is forgotten with the last one.
    private mutating func takeBack(_ outcome: Outcome, from channel: String) {
        couriers[channel]?.returned(outcome)
        guard !isStopping, couriers[channel]?.isDone == true else { return }
        couriers[channel] = nil
        needsPlan = true
    }

    /// The channels are others now.
    ///
    /// What is under way on one that is gone comes back; what waits for it is then nobody's.
    package mutating func replace(couriers new: [String: CourierMachine]) {
        guard !isStopping else { return }
        for (channel, machine) in new where couriers[channel] == nil { couriers[channel] = machine }
        for channel in couriers.keys {
            if let machine = new[channel] { couriers[channel]?.goOn(as: machine) } else { couriers[channel]?.stop() }
        }
        couriers = couriers.filter { !$0.value.isDone }
        needsPlan = true
    }

    /// Another process wrote: ask the store what there is to do.
    package mutating func othersWrote() {
        needsPlan = true
    }

    /// Takes nothing more out; what waits is written, what is under way comes back.
    ///
    /// A store that does not work is waited for 10 s, and one that is damaged not at all; what is left then stays `unwritten`.
    package mutating func stop() {
        isStopping = true
        queue.forgetRescues()
        for channel in couriers.keys { couriers[channel]?.stop() }
    }
}

// MARK: - What to do

extension ClerkMachine {
    /// What to do now.
    package mutating func turn(now: Date) -> Turn {
        if isStopping && (queue.isEmpty && couriers.values.allSatisfy { $0.underWay == 0 } || givesUp(now)) { return .finished }
        if let trouble, !trouble.reason.mayPass { return .wait(until: nil) }
        if let resumesAt, Self.isAhead(resumesAt, now, atMost: Self.pauseInTrouble) { return .wait(until: resumesAt) }
        resumesAt = nil
        if !isStopping && isPlanDue(now) {
            needsPlan = false
            return .plan
        }
        if let suspect = queue.takeSuspect() { return .transact([suspect], slots: slots(for: [suspect], now)) }
        if trouble != nil { return turnInTrouble(now) }
        var batch = chores(now)
        if batch.isEmpty, !isStopping, let until = queue.lingers(now: now) { return .wait(until: until) }
        // A rescue comes last, once no outcome waits: a true outcome is worth more than the guess that its courier is lost.
        if queue.fill(&batch) && isDue(.rescue, lease, now) {
            needsPlan = true
            batch.append(Waiting(ticket: nil, input: .rescue(isStart: false, sparing: Set(carried.map(\.delivery)))))
        }
        return batch.isEmpty ? .wait(until: nextDue(now)) : .transact(batch, slots: slots(for: batch, now))
    }

    /// What waits is written as soon as it can be; that the store works again is for the probe to say, and nothing else is begun before.
    private mutating func turnInTrouble(_ now: Date) -> Turn {
        var batch: [Waiting] = []
        _ = queue.fill(&batch)
        if batch.isEmpty { batch = [Waiting(ticket: nil, input: .probe)] }
        return .transact(batch, slots: slots(for: batch, now))
    }

    /// Whether a stop has waited long enough for a store that does not work.
    private mutating func givesUp(_ now: Date) -> Bool {
        let since = stoppingSince ?? now
        stoppingSince = since
        guard let trouble else { return false }
        return !trouble.reason.mayPass || !Self.isAhead(since.addingTimeInterval(Self.patience), now, atMost: Self.patience)
    }

    /// How many messages each channel may take out with a batch; none where something in it asks for peace.
    private func slots(for batch: [Waiting], _ now: Date) -> [String: Int] {
        var slots = couriers.mapValues { $0.room(at: now) }
        for waiting in batch {
            // The ledger heeds it in its turn; what is claimed before that must not go out either.
            if case .outcome(let attempt, .retry(_, after: .some, scope: .channel)) = waiting.input { slots[attempt.channel] = 0 }
        }
        return slots
    }

    private func isPlanDue(_ now: Date) -> Bool {
        guard !needsPlan, let plannedAt else { return true }
        return now < plannedAt || now.timeIntervalSince(plannedAt) >= Self.planLife
    }

    /// What is due by the clock: before the inputs, so that what waited longest goes first.
    private mutating func chores(_ now: Date) -> [Waiting] {
        guard !isStopping else { return [] }
        var chores: [Input] = []
        if isDue(.due, held, now) {
            chores.append(.due)
            needsPlan = true
        }
        for (channel, courier) in couriers.sorted(by: { $0.key < $1.key }) where isDue(.claim(channel), courier.claimDue(now: now), now) {
            chores.append(.claim(channel: channel, slots: courier.room(at: now)))
        }
        for (channel, dueAt) in strays.sorted(by: { $0.key < $1.key }) where isDue(.claim(channel), dueAt, now) {
            chores.append(.claim(channel: channel, slots: limits.batch))
            // Those behind others in their lane come with a later claim.
            resting[.claim(channel)] = now.addingTimeInterval(Self.rest)
            needsPlan = true
        }
        return chores.map { Waiting(ticket: nil, input: $0) }
    }

    private func isDue(_ chore: Chore, _ dueAt: Date?, _ now: Date) -> Bool {
        guard !isStopping, let dueAt, dueAt <= now else { return false }
        return resting[chore].map { !Self.isAhead($0, now, atMost: Self.rest) } ?? true
    }

    /// When the next chore is due; nil: none is known.
    private func nextDue(_ now: Date) -> Date? {
        guard !isStopping else { return nil }
        let claims = couriers.compactMap { channel, courier in courier.claimDue(now: now).map { (Chore.claim(channel), $0) } }
        let others = [(Chore.due, held), (.rescue, lease)].compactMap { chore, dueAt in dueAt.map { (chore, $0) } }
        return (claims + others + strays.map { (.claim($0), $1) }).map { chore, dueAt in max(dueAt, resting[chore] ?? dueAt) }.min()
    }

    /// Whether a moment is still to come; one farther off than it was ever set is the mark of a clock that stepped back.
    private static func isAhead(_ moment: Date, _ now: Date, atMost span: TimeInterval) -> Bool {
        moment > now && moment.timeIntervalSince(now) <= span
    }
}
