import FoundationEssentials

/// Opening hours: what comes while a department is not there goes out when it opens, in one message for each address.
extension Ledger {
    /// No department is closed for longer; a message that has waited longer goes by itself.
    private static let longestClosed: TimeInterval = 21 * 86_400

    /// When a message that is due at a moment may go; nil: it waits for no hours, or those never come.
    func opening(for wish: Wish, from due: Date) -> Date? {
        wish.hours?.opening(from: due, zones)
    }

    /// What an alert waits for.
    struct Waiting {
        var until: Date
        /// Why, for people.
        var reason: String
        /// Why one that waited alone is left unsent when a second comes.
        var joined: String
        /// The silence whose end it is; nil: it is an opening.
        var silence: String?
    }

    /// Has the alert wait for the department's opening.
    func wait(
        _ alert: Alert, _ wish: Wish, until opening: Date, as single: Delivery, _ book: inout Book, _ ids: inout some IDSource
    ) throws -> Bool {
        let waiting = Waiting(
            until: opening, reason: "outside the hours (\(wish.hours?.name ?? "")): it waits until they come",
            joined: "outside the hours: one message at the opening tells it")
        return try wait(alert, wish, waiting, as: single, &book, &ids)
    }

    /// Has the alert wait: the first by itself, with the second all of them in one summary.
    ///
    /// Behind a message of its own lane an alert goes by itself, or it might be told first.
    ///
    /// - Parameter single: the message in which it goes by itself.
    /// - Returns: false: a summary tells it.
    @discardableResult func wait(
        _ alert: Alert, _ wish: Wish, _ waiting: Waiting, as single: Delivery, _ book: inout Book, _ ids: inout some IDSource
    ) throws -> Bool {
        let tally = Self.tally(alert)
        let gathers = waiting.silence.map { GatheringKey.Gathers.silence($0, tally) } ?? .opening(tally)
        let gathering = GatheringKey(department: wish.department, address: wish.address, gathers: gathers)
        let open = try book.gathering(gathering)
        let key = TallyKey(department: wish.department, address: wish.address, tally: tally)
        let since = book.now.addingTimeInterval(-Self.longestClosed)
        let mayFollow = try open == nil && book.tally(key, since: since) > 0
        let singles = mayFollow ? try book.unsent(key, since: since).filter { $0.state == .held && $0.silence == waiting.silence } : []
        let isByItself = open == nil && singles.isEmpty || isBehind(alert, wish, but: Set(singles.map(\.id) + [single.id]), book)
        if isByItself {
            var single = single
            (single.state, single.dueAt, single.reason, single.silence) = (.held, waiting.until, waiting.reason, waiting.silence)
            single.tally = tally
            let isNew = book.deliveries[single.id] == nil
            book.put(single)
            // What waited before has its followers.
            if isNew { follow(single, alert, wish, from: waiting.until, &book, &ids) }
            return true
        }
        var summary = open ?? summary(.summary, of: singles, for: wish, tally, because: waiting.joined, &book, &ids)
        summary.alerts.append(alert.id)
        (summary.dueAt, summary.reason, summary.silence) = (waiting.until, waiting.reason, waiting.silence)
        book.put(summary, gathering: gathering)
        return false
    }
}
