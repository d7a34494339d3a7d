package import FoundationEssentials
package import StockbellCore

/// What came of what was to do.
extension ClerkMachine {
    /// The store's word on when there is something to do.
    package mutating func planned(_ agenda: Agenda, now: Date) {
        plannedAt = now
        held = [agenda.held, agenda.overdue].compactMap { $0 }.min()
        // What is under way is with the server's couriers: a command must not take it from them.
        lease = isServer ? agenda.lease : nil
        for channel in couriers.keys { couriers[channel]?.planned(agenda.pending[channel]) }
        keep(Set(agenda.pauses))
        strays = isServer ? agenda.pending.filter { couriers[$0.key] == nil } : [:]
    }

    /// Tells each courier what of its channel is paused.
    private mutating func keep(_ pauses: Set<Pause>) {
        self.pauses = pauses
        for channel in couriers.keys {
            let all = pauses.filter { $0.scope == .all || $0.scope == .channel(channel) }
            let part = pauses.filter { pause in
                switch pause.scope {
                case .all, .channel: false
                case .department: true
                case .address(let address): address.channel == channel
                }
            }
            couriers[channel]?.paused(all: Array(all), part: Array(part))
        }
    }

    /// A batch was committed.
    package mutating func committed(_ batch: [Waiting], _ commit: Commit, now: Date) {
        // The plan tells the couriers, and what was paused may be due for long.
        if commit.pauses != pauses { needsPlan = true }
        let taken = Dictionary(grouping: commit.claimed, by: \.delivery.address.channel).mapValues(\.count)
        for waiting in batch {
            switch waiting.input {
            case .claim(let channel, let wanted):
                couriers[channel]?.claimed(min(taken[channel] ?? 0, wanted), of: wanted, next: commit.next[channel], now: now)
            case .outcome(let attempt, _):
                if carried.remove(Try(attempt)) != nil { couriers[attempt.channel]?.settled(now: now) }
            // As with claims: the store's clock may be a millisecond behind.
            case .due: resting[.due] = now.addingTimeInterval(0.001)
            // What was spared is still to come.
            case .rescue: resting[.rescue] = now.addingTimeInterval(Self.rest)
            case .probe: trouble = nil
            case .arrival, .reading, .feedback, .trouble, .troubleOver, .retry, .cancel, .care, .pause, .resume, .silence, .unsilence, .suppress,
                .allow,
                .reloaded, .reingest:
                break
            }
        }
        let tries = commit.claimed.map { Try($0.delivery) }
        carried.formUnion(tries)
        underWay.formUnion(tries)
        for (channel, count) in taken { couriers[channel]?.sent(count) }
        for (channel, dueAt) in commit.pending { couriers[channel]?.pending(at: dueAt) }
        held = [held, commit.held].compactMap { $0 }.min()
        if isServer { lease = [lease, commit.lease].compactMap { $0 }.min() }
    }

    /// A batch, or a plan, failed because the store does not work; nothing of it is kept.
    ///
    /// - Returns: those who are to be told that we cannot take their arrival now, all that wait; everything else is tried again.
    package mutating func failed(_ batch: [Waiting], trouble: StoreTrouble, now: Date) -> [UInt64] {
        self.trouble = trouble
        resumesAt = now.addingTimeInterval(Self.pauseInTrouble)
        needsPlan = true
        defer { if isStopping { queue.forgetRescues() } }
        return queue.retreat(batch)
    }

    /// A batch failed because of something in it: each of its inputs is tried alone.
    ///
    /// - Returns: an input that failed alone; the caller quarantines it or gives it up. nil: they are tried again one by one.
    package mutating func failed(_ batch: [Waiting], now: Date) -> Waiting? {
        needsPlan = true
        guard batch.count == 1, let culprit = batch.first else {
            queue.suspect(batch)
            return nil
        }
        let until = now.addingTimeInterval(Self.rest)
        switch culprit.input {
        case .claim(let channel, _): resting[.claim(channel)] = until
        case .due: resting[.due] = until
        case .rescue: resting[.rescue] = until
        case .outcome(let attempt, _):
            // Nobody will ever tell: it is put back when its lease is over.
            if carried.remove(Try(attempt)) != nil { couriers[attempt.channel]?.settled(now: now) }
        case .arrival, .reading, .feedback, .trouble, .troubleOver, .retry, .cancel, .care, .pause, .resume, .silence, .unsilence, .suppress, .allow,
            .reloaded, .reingest, .probe:
            break
        }
        return culprit
    }
}
