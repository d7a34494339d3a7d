import FoundationEssentials

/// What could not be delivered is told elsewhere, once.
extension Ledger {
    /// Where messages of a wish are told instead: not where the department hears the alert anyway, and no test on a phone.
    func fallback(of wish: Wish, for alert: Alert) -> [Address] {
        guard !wish.rule.fallback.isEmpty else { return [] }
        let told = Set(settings.routing.desire(alert).wishes.filter { $0.department == wish.department }.map(\.address))
        let fallback = wish.rule.fallback.compactMap { settings.routing.people.address($0, for: alert.subject) }
        return fallback.filter { !told.contains($0) && mayHear(alert, at: $0) }
    }

    /// Makes the message that stands in for one which gave up, did not arrive, must not go to its address, or of which nobody knows whether it
    /// arrived.
    ///
    /// Each step takes its address from what is left, so that it ends. It waits for hours as the rule's messages do.
    func fallBack(_ delivery: Delivery, _ book: inout Book, _ ids: inout some IDSource) {
        guard delivery.isMissed, delivery.mayFallBack, var plan = delivery.followUp else { return }
        let incident = delivery.incident.flatMap { book.incident(id: $0) }
        if let incident, isOver(delivery, incident, book) { return }
        while !plan.fallback.isEmpty {
            let address = plan.fallback.removeFirst()
            guard channels[address.channel] != nil else { continue }
            if var incident {
                guard incident.cares[delivery.department, default: Care()].standIn(at: "\(address)", for: delivery.alerts.first) else { return }
                book.put(incident)
            }
            return standIn(for: delivery, at: address, plan, &book, &ids)
        }
    }

    /// Whether it is not true any more, or the same has happened anew, with messages of its own.
    private func isOver(_ delivery: Delivery, _ incident: Incident, _ book: Book) -> Bool {
        guard let level = incident.level else { return !isStillTrue(delivery, told: incident.told) }
        guard isStillTrue(delivery, told: told(at: level, book)) else { return true }
        guard delivery.tells?.isBad == true else { return false }
        return book.incident(level).map { $0.id != incident.id || $0.toldAt > delivery.createdAt } ?? true
    }

    private static func whyInstead(of delivery: Delivery) -> String {
        delivery.reason == Suppression.Reason.budget.sentence
            ? "instead of \(delivery.address), whose texts of the day are used up" : "instead of \(delivery.address), which could not be reached"
    }

    private func standIn(for delivery: Delivery, at address: Address, _ plan: FollowUp, _ book: inout Book, _ ids: inout some IDSource) {
        var next = Delivery(
            id: ids.next(at: book.now), alerts: delivery.alerts, incident: delivery.incident, letter: delivery.letter,
            department: delivery.department, rule: delivery.rule, address: address, state: .pending, createdAt: book.now, dueAt: book.now)
        (next.follows, next.followUp) = (delivery.id, plan)
        next.followUp?.after = nil
        next.followUp?.isRepeated = false
        next.mayBeDuplicate = delivery.mayBeDuplicate || delivery.state == .unknown
        next.reason = Self.whyInstead(of: delivery)
        let opening = settings.routing.hours(of: next)?.opening(from: book.now, zones)
        if let opening, opening > book.now { (next.state, next.dueAt) = (.held, opening) }
        book.put(addressed(next, now: book.now))
    }
}

extension Delivery {
    /// Whether its address does not get it, as far as is known, and that is nobody's wish but the address's own.
    fileprivate var isMissed: Bool {
        switch state {
        case .dead, .unknown: true
        case .delivered: isLost
        case .suppressed: isWithheld
        case .held, .gathering, .pending, .sending: false
        }
    }

    /// Whether it was left unsent because it must not go to its address, or not today: somebody else may have to hear of it.
    var isWithheld: Bool { state == .suppressed && [Suppression.Reason.suppressedAddress, .budget].contains { $0.sentence == reason } }
}
