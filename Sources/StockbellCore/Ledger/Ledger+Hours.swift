import FoundationEssentials

/// Opening hours: what comes while a department is not there goes out when it opens, in one message for each address.
extension Ledger {
    /// No department is closed for longer; a message that has waited longer goes by itself.
    private static let longestClosed: TimeInterval = 21 * 86_400

    /// When a message that is due at a moment may go; nil: it waits for no hours, or those never come.
    func opening(for wish: Wish, from due: Date) -> Date? {
        wish.hours?.opening(from: due, zones)
    }

    /// Has the alert wait for the opening: the first by itself, with the second all of them in one summary.
    ///
    /// Behind a message of its own lane an alert goes by itself, or it might be told first.
    func wait(_ alert: Alert, _ wish: Wish, until opening: Date, _ book: inout Book, _ ids: inout some IDSource) throws {
        let tally = Self.tally(alert)
        let gathering = GatheringKey(department: wish.department, address: wish.address, gathers: .opening(tally))
        let reason = "outside the hours (\(wish.hours?.name ?? "")): it waits until they come"
        let open = try book.gathering(gathering)
        let key = TallyKey(department: wish.department, address: wish.address, tally: tally)
        let since = book.now.addingTimeInterval(-Self.longestClosed)
        let mayFollow = try open == nil && book.tally(key, since: since) > 0
        let waiting = mayFollow ? try book.unsent(key, since: since).filter { $0.state == .held } : []
        let isByItself = open == nil && waiting.isEmpty || isBehind(alert, wish, but: Set(waiting.map(\.id)), book)
        if isByItself {
            var single = message(alert, to: wish, tally: tally, book, &ids)
            (single.state, single.dueAt, single.reason) = (.held, opening, reason)
            return book.put(single)
        }
        var summary =
            open
            ?? summary(.summary, of: waiting, for: wish, tally, because: "outside the hours: one message at the opening tells it", &book, &ids)
        summary.alerts.append(alert.id)
        (summary.dueAt, summary.reason) = (opening, reason)
        book.put(summary, gathering: gathering)
    }
}
