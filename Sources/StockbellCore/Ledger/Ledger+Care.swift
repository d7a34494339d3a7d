import FoundationEssentials

/// What people do about an incident: for their own department, never for another.
extension Ledger {
    /// Does what somebody of a department wants; nothing where the incident is over.
    ///
    /// - Returns: what the department does about it now; nil: the incident is over.
    func care(_ order: CareOrder, _ book: inout Book, _ ids: inout some IDSource) -> Care? {
        guard var incident = book.incident(id: order.incident), incident.isOpen else { return nil }
        var care = incident.cares[order.department] ?? Care()
        switch order.act {
        case .own(let name):
            if care.owner?.name != name { care.give(to: Care.Owner(name: name, at: book.now)) }
            for delivery in untried(of: incident, for: order.department, book) where delivery.isFollowing {
                suppress(delivery, because: .acknowledged, &book)
            }
        case .snooze(let length): snooze(&care, until: book.now.addingTimeInterval(length.inSeconds), order, incident, &book, &ids)
        case .snoozeUntil(let end): snooze(&care, until: end, order, incident, &book, &ids)
        case .snoozeUntilRestock: snooze(&care, until: nil, order, incident, &book, &ids)
        case .wake:
            care.snooze = nil
            for delivery in held(of: incident, for: order.department, book) where delivery.reason == Self.snoozed {
                var delivery = delivery
                delivery.dueAt = book.now
                book.put(delivery)
            }
        }
        incident.cares[order.department] = care
        book.put(incident)
        return care
    }

    static let snoozed = "the department wants peace (snoozed): it waits until that is over"

    /// What would be told meanwhile waits; until a restock it is left out.
    private func snooze(
        _ care: inout Care, until end: Date?, _ order: CareOrder, _ incident: Incident, _ book: inout Book, _ ids: inout some IDSource
    ) {
        care.snooze = Care.Snooze(until: end?.inMilliseconds, by: order.by, at: book.now)
        for var delivery in held(of: incident, for: order.department, book) {
            guard let end else {
                suppress(delivery, because: .snoozed, &book)
                continue
            }
            guard delivery.dueAt < end else { continue }
            (delivery.dueAt, delivery.reason) = (end.inMilliseconds, Self.snoozed)
            book.put(delivery)
        }
        if let end, end > book.now, let asked = order.asked { tellAgain(asked, at: end, incident, &book, &ids) }
    }

    /// The message whose link was followed comes again when the snooze is over, if it is so still and nothing else tells that address.
    private func tellAgain(
        _ asked: CareOrder.Asked, at end: Date, _ incident: Incident, _ book: inout Book, _ ids: inout some IDSource
    ) {
        guard let first = book.deliveries[asked.delivery], EdgeRules.isStillTrue(asked.kind, told: incident.told) else { return }
        let waits = held(of: incident, for: first.department, book).contains { $0.address == first.address && $0.dueAt == end.inMilliseconds }
        guard !waits else { return }
        var again = Delivery(
            id: ids.next(at: book.now), alerts: [asked.alert], incident: incident.id, letter: .reminder, department: first.department,
            rule: first.rule, address: first.address, state: .held, createdAt: book.now, dueAt: end.inMilliseconds)
        (again.follows, again.followUp, again.reason) = (first.id, FollowUp(tells: asked.kind), Self.snoozed)
        book.put(addressed(again, now: book.now))
    }

    /// What nobody has tried yet that is to tell the department that something is wrong.
    private func untried(of incident: Incident, for department: String, _ book: Book) -> [Delivery] {
        unsent(of: incident, book).filter { delivery in
            delivery.department == department && (delivery.state == .held || delivery.state == .pending) && delivery.frozenAt == nil
                && delivery.tells?.isBad == true
        }
    }

    /// What of it waits for its time.
    private func held(of incident: Incident, for department: String, _ book: Book) -> [Delivery] {
        untried(of: incident, for: department, book).filter { $0.state == .held }
    }

    /// Until when a department wants to hear nothing bad of an incident.
    func snooze(of alert: Alert, for department: String, _ book: Book) -> Care.Snooze? {
        guard alert.kind.isBad, !alert.isOver, let snooze = book.incident(id: alert.incident)?.cares[department]?.snooze else { return nil }
        return snooze.holds(at: book.now) ? snooze : nil
    }

    /// Whether a snooze holds longer than a silence, whose end nil means that there is none.
    func outlasts(_ snooze: Care.Snooze, _ silence: Date?) -> Bool {
        guard let silence, let until = snooze.until else { return true }
        return until >= silence
    }

    /// Holds an alert back until the snooze is over, or leaves it out until the restock.
    func rest(_ alert: Alert, _ wish: Wish, _ snooze: Care.Snooze, _ book: inout Book, _ ids: inout some IDSource) {
        guard let end = snooze.until else {
            return book.add(
                Suppression(
                    alert: alert.id, department: wish.department, rule: wish.rule.id, address: wish.address, reason: .snoozed, at: book.now))
        }
        var delivery = message(alert, to: wish, book, &ids)
        (delivery.state, delivery.dueAt, delivery.reason) = (.held, opening(for: wish, from: end) ?? end, Self.snoozed)
        book.put(delivery)
        follow(delivery, alert, wish, from: delivery.dueAt, &book, &ids)
    }
}
