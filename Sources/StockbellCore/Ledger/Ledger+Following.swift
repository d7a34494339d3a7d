import FoundationEssentials

/// What follows a message that nobody acts on: reminders to the same address, escalations to others.
///
/// Both are born with the message and wait. They never hold up their lane: news goes before them.
extension Ledger {
    /// Makes what is to follow a single message, unless somebody of the department has the incident already.
    ///
    /// What a summary tells is followed by nothing: a storm would come again as a storm.
    ///
    /// - Parameter start: when the message goes out, as far as is known; all times count from it.
    func follow(_ first: Delivery, _ alert: Alert, _ wish: Wish, from start: Date, _ book: inout Book, _ ids: inout some IDSource) {
        let rule = wish.rule
        guard rule.remind != nil || !rule.escalate.isEmpty, alert.kind.isBad, !alert.isOver,
            book.incident(id: alert.incident)?.cares[wish.department]?.owner == nil
        else { return }
        if let every = rule.remind {
            var plan = FollowUp(tells: alert.kind, after: every.inSeconds, isRepeated: true, keepsHours: wish.hours != nil)
            plan.fallback = first.followUp?.fallback ?? []
            add(.reminder, plan, after: first, to: wish.address, from: start, &book, &ids)
        }
        for step in rule.escalate {
            for written in step.send {
                guard let address = settings.routing.people.address(written, for: alert.subject), mayHear(alert, at: address) else { continue }
                let keepsHours = hours(for: address, of: wish) != nil
                let plan = FollowUp(tells: alert.kind, after: step.after.inSeconds, keepsHours: keepsHours)
                if isSooner(plan, of: first, at: address, from: start, &book) {
                    add(.escalation, plan, after: first, to: address, from: start, &book, &ids)
                }
            }
        }
    }

    /// Whether a step would be due before the one that another message of the same alert has made for that address; that one then goes.
    ///
    /// A rule that sends to several addresses escalates once.
    private func isSooner(_ plan: FollowUp, of first: Delivery, at address: Address, from start: Date, _ book: inout Book) -> Bool {
        let rival = first.incident.map { book.unfinished(of: $0) }?.first { other in
            other.letter == .escalation && other.state == .held && other.address == address && other.department == first.department
                && other.alerts == first.alerts && other.followUp?.after == plan.after
        }
        guard let rival else { return true }
        guard start.addingTimeInterval(plan.after ?? 0) < rival.dueAt else { return false }
        leave(rival, unsentBecause: "another message of the same goes out sooner", &book)
        return true
    }

    private func add(
        _ letter: LetterKind, _ plan: FollowUp, after first: Delivery, to address: Address, from start: Date, _ book: inout Book,
        _ ids: inout some IDSource
    ) {
        var delivery = Delivery(
            id: ids.next(at: book.now), alerts: first.alerts, incident: first.incident, letter: letter, department: first.department,
            rule: first.rule, address: address, state: .held, createdAt: book.now, dueAt: start)
        (delivery.follows, delivery.followUp) = (first.id, plan)
        delivery.dueAt = due(delivery, from: start)
        delivery.reason = letter == .reminder ? "is sent if nobody has it by then" : "goes to the next one if nobody has it by then"
        book.put(addressed(delivery, now: book.now))
    }

    /// When what follows is due, by what it was told at its birth.
    private func due(_ delivery: Delivery, from start: Date) -> Date {
        let due = start.addingTimeInterval(delivery.followUp?.after ?? 0).inMilliseconds
        guard delivery.followUp?.keepsHours == true, let hours = department(delivery.department)?.hours else { return due }
        return hours.opening(from: due, zones) ?? due
    }

    /// The hours that a message to another address of the same rule waits for; nil: it goes at any time.
    private func hours(for address: Address, of wish: Wish) -> OpeningHours? {
        guard let department = department(wish.department) else { return nil }
        return (wish.rule.outsideHours ?? department.outsideHours).choice(for: address.channel) == .later ? department.hours : nil
    }

    func mayHear(_ alert: Alert, at address: Address) -> Bool {
        guard let channel = channels[address.channel], alert.trouble?.concerns(address) != true else { return false }
        return channel.class != .sms || !alert.subject.isTest
    }

    /// Lets what follows a message go when it is due, unless that message has not gone out itself, or never will.
    func release(following delivery: Delivery, _ book: inout Book, _ ids: inout some IDSource) {
        let first = delivery.follows.flatMap { book.deliveries[$0] }
        var delivery = delivery
        switch first?.state {
        case .suppressed where first?.isWithheld == false:
            delivery.state = .suppressed
            delivery.reason = first?.alerts.isEmpty == true ? "a summary told it, and is not followed" : first?.reason
            delivery.finishedAt = book.now
            return book.put(delivery)
        case .held where delivery.followUp?.after != nil, .gathering where delivery.followUp?.after != nil:
            delivery.dueAt = max(due(delivery, from: first?.dueAt ?? book.now), book.now.addingTimeInterval(1))
            return book.put(delivery)
        // Where the way out does not work somebody else must hear of it; the same address hears the message itself first.
        case .pending where delivery.letter == .reminder, .sending where delivery.letter == .reminder:
            delivery.dueAt = max(due(delivery, from: book.now), book.now.addingTimeInterval(1))
            return book.put(delivery)
        case .pending, .sending, .held, .gathering, .delivered, .unknown, .dead, .suppressed, nil: break
        }
        (delivery.state, delivery.dueAt, delivery.startedAt, delivery.reason) = (.pending, book.now, book.now, nil)
        book.put(addressed(delivery, now: book.now))
        guard delivery.followUp?.isRepeated == true else { return }
        var next = Delivery(
            id: ids.next(at: book.now), alerts: delivery.alerts, incident: delivery.incident, letter: delivery.letter,
            department: delivery.department, rule: delivery.rule, address: delivery.address, state: .held, createdAt: book.now, dueAt: book.now)
        (next.follows, next.followUp) = (delivery.id, delivery.followUp)
        next.dueAt = max(due(next, from: book.now), book.now.addingTimeInterval(1))
        next.reason = "is sent if nobody has it by then"
        book.put(addressed(next, now: book.now))
    }
}
