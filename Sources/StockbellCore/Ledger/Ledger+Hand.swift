import FoundationEssentials

/// What somebody does by hand with deliveries.
extension Ledger {
    /// Makes picked deliveries that ended unsent pending again, in a new round; what would say nothing true any more is left as it is.
    func retry(_ selection: DeliverySelection, _ book: inout Book) throws -> [Handled] {
        try picked(selection, book).map { delivery in
            if let reason = try whyNotAgain(delivery) ?? whyOver(delivery, book) ?? whySuppressed(delivery, &book) {
                return Handled(delivery: delivery, leftBecause: reason)
            }
            let again = again(delivery, &book)
            book.put(again)
            // Somebody has looked at it: if it fails again, that is news.
            close(trouble: Trouble.key(address: again.address), &book)
            if again.failure?.reason == .channelRemoved { close(trouble: Trouble.key(channel: again.address.channel), &book) }
            return Handled(delivery: again)
        }
    }

    /// Leaves picked deliveries that wait unsent for ever; what is under way cannot be called back.
    func cancel(_ selection: DeliverySelection, _ book: inout Book) -> [Handled] {
        picked(selection, book).map { delivery in
            if let reason = Self.whyNotCancelled(delivery) { return Handled(delivery: delivery, leftBecause: reason) }
            suppress(delivery, because: .cancelled, &book)
            return Handled(delivery: book.deliveries[delivery.id] ?? delivery)
        }
    }

    /// An earlier input of the batch may have changed them.
    private func picked(_ selection: DeliverySelection, _ book: Book) -> [Delivery] {
        (book.selected[selection] ?? []).compactMap { book.deliveries[$0] }.filter { selection.states.contains($0.state) }
    }

    private static func whyNotCancelled(_ delivery: Delivery) -> String? {
        switch delivery.state {
        case .held, .gathering, .pending: nil
        case .sending: "it is under way and cannot be called back"
        case .delivered: "it was delivered"
        case .unknown, .dead: "it gave up and does not wait"
        case .suppressed: "it was not going to be sent"
        }
    }

    /// Why a delivery cannot be tried again, whatever it says.
    private func whyNotAgain(_ delivery: Delivery) -> String? {
        switch delivery.state {
        case .held, .gathering, .pending: "it still waits and goes by itself"
        case .sending: "it is under way"
        case .delivered where delivery.isLost: nil
        case .delivered: "it was delivered"
        case .suppressed where delivery.reason == Suppression.Reason.trial.sentence: "its rule was on trial: it was never to be sent"
        case .unknown, .dead, .suppressed:
            channels[delivery.address.channel] == nil ? "channel \(delivery.address.channel) is no longer in config.json" : nil
        }
    }

    /// Why a delivery would be left unsent again: its address, or whom that means today, is on the suppression list.
    private func whySuppressed(_ delivery: Delivery, _ book: inout Book) throws -> String? {
        try isSuppressed(addressed(delivery, now: book.now), &book) ? Suppression.Reason.suppressedAddress.sentence : nil
    }

    /// Why a delivery has nothing to tell any more; a summary does as long as one of its alerts is true.
    private func whyOver(_ delivery: Delivery, _ book: Book) -> String? {
        guard !delivery.alerts.isEmpty else {
            return delivery.letter.isSummary ? "all that it carried is over" : "a summary tells what it carried"
        }
        var first: String?
        for alert in delivery.alerts {
            guard let reason = whyOver(alert, book) else { return nil }
            first = first ?? reason
        }
        return delivery.alerts.count == 1 ? first : "all that it carries is over"
    }

    /// Why an alert is no longer true, or was told anew since; nil: it is worth telling.
    private func whyOver(_ id: Alert.ID, _ book: Book) -> String? {
        guard let alert = book.alerts[id] else { return "what it carries cannot be read by this version of Stockbell" }
        if let trouble = alert.trouble { return book.trouble(trouble.key)?.id == alert.incident ? nil : "the trouble is over" }
        let (open, condition) = (book.incident(alert.subject.key), book.level(alert.subject.key)?.condition ?? .unknown)
        guard condition != .unknown else { return "it is over: the platform keeps no such record any more" }
        if alert.isOver { return open == nil ? nil : "it is over: they do not tell the same again" }
        guard EdgeRules.isStillTrue(alert.kind, told: open?.told ?? told(at: alert.subject.key, book)) else {
            return "it is over: \(Self.sentence(condition))"
        }
        switch alert.kind {
        case .outOfStock, .lowStock:
            // Of a later incident, or of a later time in this one, a later message tells the same address.
            let isLatest = alert.kind == .lowStock || open.map { alert.decidedAt >= $0.toldAt } ?? false
            return open?.id == alert.incident && isLatest ? nil : "it is over: the same has happened anew, with messages of its own"
        case .backInStock, .refilled:
            return condition == .out ? "it is over: \(Self.sentence(condition))" : nil
        case .mismatch:
            return open?.id == alert.incident ? nil : "it is over: the same has happened anew, with messages of its own"
        case .notConfirmed, .trouble:
            return nil
        }
    }

    private static func sentence(_ condition: Condition) -> String {
        switch condition {
        case .out: "it is out of stock now"
        case .low: "it is low now"
        case .ok: "stock is fine again"
        case .unknown: "nothing is known of it"
        }
    }

    /// The delivery in its next round: schedule, horizon and the far side's key begin anew.
    ///
    /// Of many alerts, those that are over are left out.
    private func again(_ delivery: Delivery, _ book: inout Book) -> Delivery {
        var again = delivery
        let over = Set(delivery.alerts.filter { book.alerts[$0] != nil && whyOver($0, book) != nil })
        again.alerts.removeAll(where: over.contains)
        for alert in delivery.alerts where over.contains(alert) && delivery.follows == nil {
            book.add(
                Suppression(
                    alert: alert, department: delivery.department, rule: delivery.rule, address: delivery.address, reason: .over, at: book.now))
        }
        // Under a new key no far side knows it again, not even one that would have known the old.
        let wasUnsure = delivery.state == .unknown || [.noAnswer, .leaseExpired].contains(delivery.failure?.reason)
        // Where it would have known the old, an attempt before the last may have been unsure without a word.
        let wasRepeated = delivery.attempt - delivery.earlierAttempts > 1 && channels[delivery.address.channel]?.kind.isIdempotent == true
        again.mayBeDuplicate = delivery.mayBeDuplicate || wasUnsure || wasRepeated
        again.state = .pending
        again.round += 1
        again.startedAt = book.now
        again.earlierAttempts = delivery.attempt
        again.dueAt = book.now
        (again.frozenAt, again.leaseUntil, again.finishedAt) = (nil, nil, nil)
        again.reason = "tried again by hand"
        // What the far side called it, and says of that, is of the round before.
        (again.receipt, again.reported) = (nil, nil)
        return addressed(again, now: book.now)
    }
}
