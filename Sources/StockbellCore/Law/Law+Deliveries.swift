import FoundationEssentials

/// The law's fourth line.
extension Law {
    func judge(_ row: AuditedDelivery, _ now: Date) -> [Breach] {
        var findings = Findings(.delivery, row.delivery.id.string, now: now)
        Self.judgeState(row.delivery, &findings)
        Self.judgeCargo(row, &findings)
        Self.judgeFollowing(row.delivery, &findings)
        if row.delivery.state == .sending, let other = row.laneMate {
            findings.expect(
                false, .lane, "is under way together with \(other), of the same lane: \(row.delivery.address) may hear them in the wrong order")
        }
        judgeMark(row.delivery, &findings)
        findings.expectPast([
            ("made", row.delivery.createdAt), ("begun", row.delivery.startedAt), ("rendered", row.delivery.frozenAt),
            ("finished", row.delivery.finishedAt),
        ])
        return findings.breaches
    }

    private static func judgeState(_ delivery: Delivery, _ findings: inout Findings) {
        let state = delivery.state.rawValue
        if delivery.state == .sending {
            findings.expect(delivery.leaseUntil != nil, .lease, "is sending without a lease")
            findings.expect(delivery.frozenAt != nil, .lease, "is sending, but nothing says as of when it is rendered: a repeat may differ")
        } else {
            findings.expect(delivery.leaseUntil == nil, .lease, "is \(state), but has a lease: nobody claims it")
        }
        if delivery.state.isFinished {
            findings.expect(delivery.finishedAt != nil, .finished, "is \(state), but nothing says since when")
            findings.expect(delivery.finishedAt.map { $0 >= delivery.createdAt } ?? true, .finished, "was finished before it was made")
        } else {
            findings.expect(delivery.finishedAt == nil, .finished, "is \(state), but says when it was finished")
        }
        switch delivery.state {
        case .delivered: findings.expect(delivery.receipt != nil, .receipt, "is delivered without a receipt: nothing proves that it went out")
        case .unknown, .dead: findings.expect(delivery.failure != nil, .failure, "is \(state) without a failure: nothing says what went wrong")
        case .held, .gathering, .pending, .sending, .suppressed: break
        }
        if [.unknown, .dead, .suppressed].contains(delivery.state) {
            findings.expect(delivery.reason?.isEmpty == false, .deliveryWithoutReason, "is \(state) without a reason")
        }
        let wasTried = [.sending, .delivered, .unknown].contains(delivery.state)
        findings.expect(!wasTried || delivery.attempt > 0, .attempts, "is \(state), but was never tried")
        findings.expect(
            delivery.round >= 0 && delivery.earlierAttempts >= 0 && delivery.earlierAttempts <= delivery.attempt, .attempts,
            "counts \(delivery.attempt) attempts, \(delivery.earlierAttempts) of them before round \(delivery.round)")
    }

    /// What follows nothing never comes, or never ends.
    private static func judgeFollowing(_ delivery: Delivery, _ findings: inout Findings) {
        let knowsOn = delivery.follows != nil && delivery.followUp?.tells != nil
        findings.expect(
            !delivery.isFollowing || knowsOn, .follows, "is a \(delivery.letter.rawValue), but does not say of which message, or what it tells")
        findings.expect(delivery.follows.map { $0 < delivery.id } ?? true, .follows, "follows a message that is younger than itself")
    }

    private static func judgeCargo(_ row: AuditedDelivery, _ findings: inout Findings) {
        let delivery = row.delivery
        findings.expect(
            !delivery.alerts.isEmpty || delivery.state == .suppressed || delivery.digest?.sendsEmpty == true, .carries,
            "is \(delivery.state.rawValue), but carries no alert: it says nothing")
        findings.expect(
            (delivery.letter == .digest) == (delivery.digest != nil), .digest,
            delivery.digest == nil ? "is a digest without a schedule: nothing joins it" : "has a digest's schedule, but is none")
        findings.expect(Set(delivery.alerts).count == delivery.alerts.count, .carries, "carries an alert twice")
        for alert in delivery.alerts where row.alerts[alert] == nil {
            findings.expect(false, .carries, "carries alert \(alert), which is not there")
        }
        findings.expect(
            row.isFound || delivery.incident != nil && !row.hasIncident, .deliveryIncident,
            "is not found by the incident that it tells of: it goes out although that may be over, and out of its turn")
        guard let incident = delivery.incident else {
            findings.expect(delivery.letter.isSummary, .deliveryIncident, "belongs to no incident, which only a summary may")
            return
        }
        findings.expect(row.hasIncident, .deliveryIncident, "belongs to incident \(incident), which is not there")
        for alert in delivery.alerts {
            guard let other = row.alerts[alert], other != incident else { continue }
            findings.expect(false, .carries, "belongs to incident \(incident), but carries alert \(alert) of incident \(other)")
        }
    }

    /// Only a crash leaves this failure, and with it an attempt whose outcome is unknown; what somebody replays is asked for.
    private func judgeMark(_ delivery: Delivery, _ findings: inout Findings) {
        guard delivery.failure?.reason == .leaseExpired, delivery.state != .unknown, delivery.round == 0, unsure.contains(delivery.address.channel)
        else { return }
        findings.expect(delivery.mayBeDuplicate, .mark, "repeats what may have arrived, but is not marked as a possible duplicate")
    }
}
