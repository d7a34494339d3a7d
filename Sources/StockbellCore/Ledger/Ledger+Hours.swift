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
        var summary = try book.gathering(gathering)
        let key = TallyKey(department: wish.department, address: wish.address, tally: tally)
        let since = book.now.addingTimeInterval(-Self.longestClosed)
        let mayFollow = try summary == nil && book.tally(key, since: since) > 0
        let waiting = mayFollow ? try book.unsent(key, since: since).filter { $0.state == .held } : []
        let isByItself = summary == nil && waiting.isEmpty || isBehind(alert, wish, but: Set(waiting.map(\.id)), book)
        if isByItself {
            var single = Delivery(
                id: ids.next(at: book.now), alerts: [alert.id], incident: alert.incident, letter: LetterKind(alert.kind), department: wish.department,
                rule: wish.rule, address: wish.address, tally: tally, state: .held, createdAt: book.now, dueAt: opening)
            single.reason = reason
            return book.put(single)
        }
        for single in waiting { fold(single, because: "outside the hours: one message at the opening tells it", &book) }
        if summary == nil {
            summary = Delivery(
                id: ids.next(at: book.now), alerts: waiting.flatMap(\.alerts), incident: nil, letter: .summary, department: wish.department,
                rule: wish.rule, address: wish.address, tally: tally, state: .gathering, createdAt: waiting.first?.createdAt ?? book.now,
                dueAt: opening)
            summary?.reason = reason
        }
        guard var summary else { return }
        summary.alerts.append(alert.id)
        book.put(summary, gathering: gathering)
    }
}
