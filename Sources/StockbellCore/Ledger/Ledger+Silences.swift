import FoundationEssentials

/// Silences: what they hold back and is still so is told at their end.
extension Ledger {
    /// The silence that holds for an alert, of several the one that lasts longest, with its end; nil: none does.
    ///
    /// A trouble is never silenced.
    func silence(of alert: Alert, _ book: inout Book) throws -> (silence: Silence, end: Date)? {
        guard alert.trouble == nil else { return nil }
        let now = book.now
        let made = try book.silences().values.sorted { $0.name < $1.name }
        let holding = (settings.routing.silences + made).compactMap { silence in
            silence.end(at: now, zones).flatMap { end in
                silence.where.answer(about: alert.subject, quantity: alert.quantity).isMatch ? (silence: silence, end: end) : nil
            }
        }
        return holding.max { $0.end < $1.end }
    }

    /// Has what is silenced wait for the silence's end, or records that it is not told.
    func holdBack(
        _ alert: Alert, _ wish: Wish, _ silenced: (silence: Silence, end: Date), _ book: inout Book, _ ids: inout some IDSource
    ) throws {
        guard silenced.silence.then == .summary else {
            return leave(message(alert, to: wish, book, &ids), unsentBecause: silenced.silence.sentence, &book)
        }
        let waiting = Waiting(
            until: opening(for: wish, from: silenced.end) ?? silenced.end,
            reason: "\(silenced.silence.sentence): it is told at the end if it is so still",
            joined: "one message at the silence's end tells it", silence: silenced.silence.name)
        try wait(alert, wish, waiting, as: message(alert, to: wish, book, &ids), &book, &ids)
    }

    /// What waited for something else and is silenced now waits on; false: nothing silences it.
    func staysQuiet(_ delivery: Delivery, _ book: inout Book) throws -> Bool {
        guard delivery.state == .held, delivery.silence == nil, delivery.alerts.count == 1, let alert = book.alerts[delivery.alerts[0]],
            let silenced = try silence(of: alert, &book)
        else { return false }
        if silenced.silence.then == .forget {
            leave(delivery, unsentBecause: silenced.silence.sentence, &book)
        } else {
            var delivery = delivery
            (delivery.silence, delivery.dueAt) = (silenced.silence.name, silenced.end)
            delivery.reason = "\(silenced.silence.sentence): it is told at the end if it is so still"
            book.put(delivery)
        }
        return true
    }

    /// Begins a silence, or changes it; what it holds back waits for its new end.
    ///
    /// Its length counts from the store's time.
    func mute(_ wanted: Silence, _ book: inout Book) throws {
        var silence = wanted
        silence.since = book.now
        if case .until(let end) = wanted.span {
            silence.span = .until(book.now.addingTimeInterval(end.timeIntervalSince(wanted.since ?? book.now)).inMilliseconds)
        }
        try book.put(silence, named: silence.name)
        reschedule(silence.name, to: silence.end(at: book.now, zones) ?? book.now, &book)
    }

    /// Ends a silence that a command made: what it held back and is still so is told now.
    ///
    /// - Returns: the silence; nil: there was none.
    func unmute(_ name: String, _ book: inout Book) throws -> Silence? {
        guard let silence = try book.silences()[name] else { return nil }
        try book.put(nil, named: name)
        reschedule(name, to: book.now, &book)
        return silence
    }

    private func reschedule(_ name: String, to end: Date, _ book: inout Book) {
        for var delivery in book.waiting(for: name) {
            let hours = settings.routing.hours(of: delivery)
            delivery.dueAt = hours?.opening(from: end, zones) ?? end
            book.put(delivery)
        }
    }
}
