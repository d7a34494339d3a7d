import FoundationEssentials

/// What is said only if it lasts: it waits as a message of its own, and what is over by then is left unsent by the edge that ends it.
extension Ledger {
    /// How a message leaves the desk.
    enum Passage {
        /// It may go now.
        case now(Delivery)
        /// It waits for its department.
        case held
        /// A summary tells what it was to tell.
        case gathered
    }

    /// Until when an alert waits to be told; nil: it does not.
    ///
    /// - Parameter time: until when it waits whatever the rule says.
    func end(ofWaitFor wish: Wish, _ alert: Alert, _ time: Date?, now: Date) -> Date? {
        guard alert.kind != .notConfirmed, let wait = wish.rule.wait, wait > .zero else { return time }
        let own = now.addingTimeInterval(wait.inSeconds)
        return time.map { max($0, own) } ?? own
    }

    /// Sends what has lasted, as if it had happened now: by the hours and the limit of the address.
    func letGo(_ waiting: Delivery, _ book: inout Book, _ ids: inout some IDSource) throws {
        var single = waiting
        (single.state, single.startedAt, single.dueAt, single.reason) = (.pending, book.now, book.now, nil)
        guard let alert = waiting.alerts.first.flatMap({ book.alerts[$0] }), let channel = channels[waiting.address.channel],
            let wish = wish(of: waiting)
        else { return book.put(single) }
        var counted = single
        counted.createdAt = book.now
        switch try pass(alert, wish, on: channel, as: counted, &book, &ids) {
        case .now(let counted): book.put(counted.tally == nil ? single : counted)
        case .held: break
        case .gathered:
            var told = waiting
            (told.alerts, told.state, told.finishedAt) = ([], .suppressed, book.now)
            told.reason = "it lasted, and a summary tells it"
            book.put(told)
        }
    }

    /// The wish that a message was made for, as config.json has it today; nil: its rule is gone.
    private func wish(of delivery: Delivery) -> Wish? {
        liveRules(of: delivery.department).first { $0.id == delivery.rule }.map { rule in
            Wish(department: delivery.department, rule: rule, address: delivery.address, hours: settings.routing.hours(of: delivery))
        }
    }

    /// The rules of a department that send; of the house, what `otherwise` says.
    func liveRules(of department: String) -> [Rule] {
        let rules = department == Routing.house ? settings.routing.otherwise.map { [$0] } : self.department(department)?.rules
        return (rules ?? []).filter { $0.mode == .live }
    }

    /// Gives an alert its way to an address: at the opening of its hours, in the summary of a storm, or by itself.
    ///
    /// - Parameter single: the message in which it goes by itself.
    func pass(
        _ alert: Alert, _ wish: Wish, on channel: ChannelSettings, as single: Delivery, _ book: inout Book, _ ids: inout some IDSource
    ) throws -> Passage {
        if alert.trouble == nil, let opening = opening(for: wish, from: book.now), opening > book.now {
            return try wait(alert, wish, until: opening, as: single, &book, &ids) ? .held : .gathered
        }
        let isCounted = alert.trouble == nil && alert.kind != .notConfirmed
        guard isCounted, let limit = wish.rule.limit.limit(on: channel.class) else { return .now(single) }
        if try joinsStorm(alert, wish, limit, but: single.id, &book, &ids) { return .gathered }
        var single = single
        single.tally = Self.tally(alert)
        return .now(single)
    }

    /// Leaves unsent what waits to be told better of a level than an alert tells now.
    func overtakeWaiting(_ alert: Alert, _ wish: Wish, _ overtaking: inout Overtaking, _ book: inout Book) {
        guard alert.kind == .lowStock, let level = alert.level, let incident = book.incident(level) else { return }
        for waiting in book.unfinished(at: level) where waiting.isWaitingToSee && Hearer(waiting) == Hearer(wish) && waiting.letter != .lowStock {
            overtaking.note(waiting, of: incident, isHeard: true)
            suppress(waiting, &book)
        }
    }
}
