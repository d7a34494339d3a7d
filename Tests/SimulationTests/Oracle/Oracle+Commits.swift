import FoundationEssentials
import StockbellCore
import StockbellStore

/// What a commit must and must not hold.
extension Oracle {
    /// A commit, with what was in the store before it.
    struct Commit {
        var inputs: [Input]
        var verdicts: [Arrival.Verdict?]
        var changes: Changes
        var now: Date
        /// The clerk's time when it decided on the batch.
        var decidedAt: Date
        var before: MemoryState
        var after: MemoryState

        var hasRetry: Bool { inputs.contains { if case .retry = $0 { true } else { false } } }
        var hasCancel: Bool { inputs.contains { if case .cancel = $0 { true } else { false } } }
    }

    /// Judges a commit and learns from it.
    func judge(_ commit: Commit, _ truth: inout Truth) {
        var alerts = commit.changes.alerts.filter { $0.kind != .trouble && !$0.isDerived }[...]
        var records = commit.changes.events[...]
        for (input, verdict) in zip(commit.inputs, commit.verdicts) {
            guard case .arrival(let arrival, let decoded) = input else { continue }
            var states: Set<EventRecord.State> = []
            for event in decoded.stockEvents {
                let expected = truth.levels.take(event, receivedAt: commit.now)
                states.insert(expected.state)
                let record = records.popFirst()
                guard record?.state == expected.state else {
                    return world.violate(
                        "\(event.subject.key) \(event.kind) is \(record?.state.rawValue ?? "not recorded") and should be \(expected.state)")
                }
                truth.count += 1
                if expected.isGone { truth.lastNews[expected.level] = truth.count }
                guard let kind = expected.kind else { continue }
                guard let alert = alerts.popFirst(), alert.kind == kind, alert.subject.key == expected.level else {
                    return world.violate("\(expected.level) should be told as \(kind.rawValue) and is not")
                }
                truth.told[alert.id] = Truth.Told(number: truth.count, level: expected.level, kind: kind)
                truth.lastNews[expected.level] = truth.count
                judgeWishes(alert, commit)
            }
            if case .events = decoded {} else { _ = records.popFirst() }
            let expected: Arrival.Verdict =
                switch decoded {
                case .ignored: .ignored
                case .quarantined: .quarantined
                case .events: states == [.duplicate] ? .duplicate : .decoded
                }
            guard verdict == expected, commit.after.arrivals[arrival.id] != nil else {
                return world.violate("arrival \(arrival.id) is \(verdict?.rawValue ?? "nothing") and should be kept as \(expected.rawValue)")
            }
        }
        if let alert = alerts.first { return world.violate("\(alert.subject.key) is told as \(alert.kind.rawValue) without a reason") }
        learnDerived(commit, &truth)
        for delivery in commit.changes.deliveries.values.sorted(by: { $0.id < $1.id }) { judge(delivery, commit, truth) }
        hear(commit, &truth)
    }

    /// Numbers what follows from several levels; what ends without an alert ends what was told of it.
    private func learnDerived(_ commit: Commit, _ truth: inout Truth) {
        var last: [LevelKey: Alert] = [:]
        for alert in commit.changes.alerts where alert.isDerived {
            truth.count += 1
            truth.derived[alert.id] = Truth.Told(number: truth.count, level: alert.subject.key, kind: alert.kind)
            truth.lastNews[alert.subject.key] = truth.count
            last[alert.subject.key] = alert
        }
        // Good news waits longer than its incident lasts, but not longer than the item is known.
        for (key, level) in commit.changes.levels where key.aspect == .everywhere && level.condition == .unknown {
            truth.count += 1
            truth.lastNews[key] = truth.count
        }
        let open = Set(commit.changes.incidents.values.filter(\.isOpen).compactMap(\.level))
        for incident in commit.changes.incidents.values where !incident.isOpen {
            guard let level = incident.level, level.aspect == .mismatch || level.aspect == .everywhere, !open.contains(level) else { continue }
            let isToldAsOver = last[level].map { $0.incident == incident.id && (level.aspect == .mismatch ? $0.isOver : incident.closed == .ok) }
            guard isToldAsOver != true else { continue }
            truth.count += 1
            truth.lastNews[level] = truth.count
        }
    }

    /// Each address that wants an alert has a delivery or a reason, in the same commit.
    private func judgeWishes(_ alert: Alert, _ commit: Commit) {
        let carried = commit.changes.deliveries.values.filter { $0.follows == nil && $0.alerts.contains(alert.id) }
        let left = commit.changes.suppressions.filter { $0.alert == alert.id }
        for want in Shop.wanting(alert.kind) {
            let carriers = carried.filter { $0.department == want.department && $0.address == want.address }.count
            let reasons = left.filter { $0.department == want.department && $0.address == want.address }.count
            guard carriers + reasons == 1 else {
                return world.violate(
                    "\(want.department) wants \(alert.kind.rawValue) of \(alert.subject.key) at \(want.address): \(carriers) deliveries, \(reasons) reasons"
                )
            }
        }
    }

    private func judge(_ delivery: Delivery, _ commit: Commit, _ truth: Truth) {
        let before = commit.before.deliveries[delivery.id]
        if delivery.department == Shop.trial {
            let isLeft = delivery.state == .suppressed && delivery.attempt == 0 && delivery.reason == Suppression.Reason.trial.sentence
            return isLeft ? () : world.violate("\(text(delivery)) is of a rule on trial")
        }
        if let before, before.state.isFinished, delivery.state != .pending || !commit.hasRetry, !Self.isReport(delivery, after: before) {
            world.violate("\(text(delivery)) was \(before.state.rawValue) and became \(delivery.state.rawValue)")
        }
        let answer = flights[Flight.Key(delivery: delivery.id, attempt: delivery.attempt)]?.outcome
        switch delivery.state {
        case .sending where before.map { $0.state == .sending && $0.attempt == delivery.attempt && Self.isReport(delivery, after: $0) } ?? false:
            break
        case .sending: judgeClaim(delivery, before, commit, truth)
        case .delivered:
            // Its later word is as good.
            if delivery.reported != nil { break }
            if case .delivered = answer {} else { world.violate("\(text(delivery)) is delivered, and its far side never said so") }
        case .suppressed: judgeSuppressed(delivery, truth, commit)
        case .dead: judgeDead(delivery, answer)
        case .unknown:
            if channels[delivery.address.channel]?.ifUnsure != .giveUp {
                world.violate("\(text(delivery)) is left unknown on a channel that repeats")
            }
        case .held, .gathering, .pending: break
        }
    }

    /// Whether only what a far side said is new, and what follows from that.
    private static func isReport(_ delivery: Delivery, after before: Delivery) -> Bool {
        guard let fate = delivery.reported?.fate, delivery.reported != before.reported else { return false }
        return delivery.state == before.state || delivery.state == .delivered && before.state != .suppressed && fate != .failed
    }

    private func judgeClaim(_ delivery: Delivery, _ before: Delivery?, _ commit: Commit, _ truth: Truth) {
        if before == nil && channels[delivery.address.channel]?.ifUnsure == .giveUp {
            world.violate("\(text(delivery)) is claimed at birth, on a channel that never repeats")
        }
        if delivery.attempt != (before?.attempt ?? 0) + 1 {
            world.violate("\(text(delivery)) is claimed as attempt \(delivery.attempt) after \(before?.attempt ?? 0)")
        }
        if let frozenAt = before?.frozenAt, frozenAt != delivery.frozenAt { world.violate("\(text(delivery)) is not the same text again") }
        if let key = delivery.sentTo.flatMap({ channels[delivery.address.channel]?.listed($0) }), commit.before.suppressedAddresses[key] != nil,
            commit.after.suppressedAddresses[key] != nil
        {
            world.violate("\(text(delivery)) is claimed, and its address is to get no messages")
        }
        let now = max(commit.now, commit.decidedAt).addingTimeInterval(0.002)
        if let until = truth.pause(of: delivery, at: now) {
            world.violate("\(text(delivery)) is claimed \(until.timeIntervalSince(now)) s before its pause is over")
        }
    }

    private func judgeSuppressed(_ delivery: Delivery, _ truth: Truth, _ commit: Commit) {
        // What somebody has, or wants to hear no more of, ends by that.
        if commit.hasCancel || delivery.follows != nil || delivery.reason == Suppression.Reason.snoozed.sentence { return }
        if delivery.reason == Suppression.Reason.suppressedAddress.sentence {
            let key = delivery.sentTo.flatMap { channels[delivery.address.channel]?.listed($0) }
            let isListed = key.map { commit.before.suppressedAddresses[$0] ?? commit.after.suppressedAddresses[$0] } ?? nil
            return isListed == nil ? world.violate("\(text(delivery)) is left unsent, and its address is on no list") : ()
        }
        for id in delivery.alerts {
            guard let told = truth.told[id] ?? truth.derived[id] else {
                let incident = commit.after.alerts[id].flatMap { commit.after.incidents[$0.incident] }
                if incident?.isOpen != false { world.violate("\(text(delivery)) is left unsent, and its trouble is not over") }
                continue
            }
            if truth.lastNews[told.level] == told.number { world.violate("\(text(delivery)) is left unsent, and is still the last news") }
        }
    }

    private func judgeDead(_ delivery: Delivery, _ answer: Outcome?) {
        if delivery.failure?.reason == .channelRemoved {
            if !lostChannels.contains(delivery.address.channel) { world.violate("\(text(delivery)) gave up on a channel that was never lost") }
            return
        }
        if case .rejected = answer { return }
        guard let retry = channels[delivery.address.channel]?.retry, let finishedAt = delivery.finishedAt else { return }
        // The next attempt would have been after the horizon; no pause is longer than a quarter of an hour or the far side's own.
        let left = delivery.startedAt.addingTimeInterval(retry.horizon.inSeconds).timeIntervalSince(finishedAt)
        if left > max(retry.longest.inSeconds * 1.2, 400) { world.violate("\(text(delivery)) gave up \(left) s before its horizon") }
    }

    /// Remembers what may not go out, and which attempts are over.
    private func hear(_ commit: Commit, _ truth: inout Truth) {
        for input in commit.inputs {
            switch input {
            case .outcome(let attempt, .retry(_, let after?, let scope)):
                guard let delivery = commit.before.deliveries[attempt.delivery], delivery.state == .sending, delivery.attempt == attempt.number else {
                    continue
                }
                // What is written is kept to the millisecond.
                let until = commit.now.addingTimeInterval(after.inSeconds - 0.002)
                truth.rests[attempt.delivery] = until
                if scope != .message {
                    let key = Pause.Key(scope: scope == .channel ? .channel(attempt.channel) : .address(delivery.address), origin: .farSide)
                    truth.pauses[key] = max(truth.pauses[key] ?? until, until)
                }
            case .pause(let pause):
                let length = pause.until.map { $0.timeIntervalSince(pause.since) - 0.002 }
                truth.pauses[pause.key] = length.map { commit.now.addingTimeInterval($0) } ?? .distantFuture
            case .resume(let scope):
                truth.pauses = truth.pauses.filter { $0.key.origin == .farSide || (scope != nil && $0.key.scope != scope) }
            case .retry:
                // Somebody wants it to go at once.
                for id in commit.changes.deliveries.keys { truth.rests[id] = nil }
            default: break
            }
        }
        for (id, delivery) in commit.changes.deliveries {
            guard let before = commit.before.deliveries[id], before.state == .sending, delivery.state != .sending else { continue }
            learn(before, commit)
        }
    }

    /// Tells whether an attempt is over by its answer, or because nobody came back.
    private func learn(_ delivery: Delivery, _ commit: Commit) {
        let key = Flight.Key(delivery: delivery.id, attempt: delivery.attempt)
        defer { carried.remove(key) }
        let isOut = flights[key] != nil
        for input in commit.inputs {
            guard case .outcome(let attempt, let outcome) = input, attempt.delivery == delivery.id, attempt.number == delivery.attempt else {
                continue
            }
            if case .unknown = outcome { taken[delivery.id, default: Taken()].excuses += 1 }
            return
        }
        let isStart = commit.inputs.contains(.rescue(isStart: true))
        if !isStart, carried.contains(key) {
            return world.violate("\(text(delivery)) is taken from its courier, who has it still")
        }
        if !isStart, let lease = delivery.leaseUntil, lease > commit.now {
            return world.violate("\(text(delivery)) is taken from its courier before its lease is over")
        }
        if isOut { taken[delivery.id, default: Taken()].excuses += 1 }
    }
}

extension Decoded {
    var stockEvents: [StockEvent] {
        if case .events(let events) = self { events } else { [] }
    }
}
