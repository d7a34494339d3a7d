import FoundationEssentials
import StockbellCore
import StockbellStore

/// The machine does not spin, and does not sleep past work.
extension Oracle {
    /// What was due is done within so many seconds: a plan is made anew after 30, a chore that failed rests for 5.
    private static let patience: TimeInterval = 45
    private static let glance: TimeInterval = 5
    private static let mostTurns = 500

    func turns() {
        recentTurns.append(world.time)
        guard recentTurns.count > Self.mostTurns else { return }
        if world.time - recentTurns.removeFirst() < 1 { world.violate("the clerk spins: \(Self.mostTurns) turns within a second") }
    }

    /// It was not awake, or could not work: nothing is overdue.
    func isExcused() { overdue = [:] }

    /// Notes that the clerk means to wait, and whether there is work that it ought to do.
    func rests(_ rows: MemoryState, _ truth: Truth, settings: Settings, now: Date) {
        guard !rows.unfinished.isEmpty || !rows.agendaItems.isEmpty else { return isExcused() }
        // Looked at now and then: it is its patience that counts.
        guard world.time - lastLook > Self.glance else { return }
        lastLook = world.time
        let unfinished = rows.unfinished.keys.compactMap { rows.deliveries[$0] }
        let agenda = rows.agendaItems.values.filter { $0.dueAt <= now }.map(\.key.description)
        let due = Set(dueNow(unfinished, rows, truth, settings, now).map { "\($0.state) \($0.address.channel)" } + agenda)
        overdue = overdue.filter { due.contains($0.key) }
        for what in due { overdue[what] = overdue[what] ?? world.time }
        if let (what, since) = overdue.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }), world.time - since > Self.patience {
            world.violate("\(what) is due for \(world.time - since) s, and the clerk sleeps")
        }
    }

    private func dueNow(_ unfinished: [Delivery], _ rows: MemoryState, _ truth: Truth, _ settings: Settings, _ now: Date)
        -> [Delivery]
    {
        judgeThrottles(rows, now)
        let throttles = rows.pauses.values.filter { ($0.origin == .rate || $0.origin == .breaker) && $0.holds(at: now) }
        let due = unfinished.filter { delivery in
            isDue(delivery, settings, now) && truth.pause(of: delivery, at: now) == nil
                && !(delivery.state == .pending && throttles.contains { $0.concerns(delivery) })
        }
        guard due.contains(where: { $0.state == .pending }) else { return due }
        let lanes = Dictionary(grouping: unfinished.filter { $0.incident != nil }) { Place(level: level($0, rows), address: $0.address) }
        return due.filter { delivery in
            delivery.state != .pending
                || !(lanes[Place(level: level(delivery, rows), address: delivery.address)] ?? []).contains { other in
                    other.holdsLane && (other.id < delivery.id || other.state == .sending)
                }
        }
    }

    /// The longest that a breaker holds anything back: while a message is out to see, as long as the longest attempt may take.
    private static let longestBreak: TimeInterval = 1600

    private func judgeThrottles(_ rows: MemoryState, _ now: Date) {
        for pause in rows.pauses.values where pause.origin == .rate || pause.origin == .breaker {
            guard let until = pause.until, until.timeIntervalSince(now) < Self.longestBreak else {
                return world.violate("\(pause.scope) is held back by \(pause.origin.words) for much too long")
            }
        }
    }

    private struct Place: Hashable {
        var level: LevelKey?
        var address: Address
    }

    private func isDue(_ delivery: Delivery, _ settings: Settings, _ now: Date) -> Bool {
        switch delivery.state {
        case .held, .gathering: return delivery.dueAt <= now
        case .sending:
            let key = Flight.Key(delivery: delivery.id, attempt: delivery.attempt)
            if carried.contains(key) { return false }
            // What an ended process left is put back at the start.
            return !givenUp.contains(key) || delivery.leaseUntil.map { $0 <= now } ?? true
        case .pending:
            let channel = delivery.address.channel
            guard delivery.dueAt <= now else { return false }
            return settings.channel(channel).map { underWay[channel, default: 0] < $0.concurrency } ?? true
        case .delivered, .unknown, .suppressed, .dead: return false
        }
    }

    /// nil: it speaks of no level.
    private func level(_ delivery: Delivery, _ rows: MemoryState) -> LevelKey? {
        delivery.alerts.first.flatMap { rows.alerts[$0]?.subject.key }
    }
}
