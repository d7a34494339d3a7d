import FoundationEssentials

/// Storms: what comes beyond a limit is told in one summary for each address.
extension Ledger {
    /// How long a storm's summary waits for one more alert, and how long at the most.
    private static let stormQuiet: TimeInterval = 60
    private static let stormLongest: TimeInterval = 300

    /// The count that an alert's messages are in.
    static func tally(_ alert: Alert) -> Delivery.Tally { alert.subject.isTest ? .test : .live }

    /// Puts the alert into the address's summary where the limit is reached or the summary still gathers.
    ///
    /// What of the stretch waits untried joins it too. Behind a message of its own lane an alert goes by itself, or it might be told first.
    ///
    /// - Parameter single: the message in which it would go singly.
    /// - Returns: false: it goes singly.
    func joinsStorm(
        _ alert: Alert, _ wish: Wish, _ limit: Limit, but single: Delivery.ID, _ book: inout Book, _ ids: inout some IDSource
    ) throws -> Bool {
        let tally = Self.tally(alert)
        let gathering = GatheringKey(department: wish.department, address: wish.address, gathers: .storm(tally))
        let open = try book.gathering(gathering)
        let key = TallyKey(department: wish.department, address: wish.address, tally: tally)
        let since = book.now.addingTimeInterval(-limit.per.inSeconds)
        if open == nil, try book.tally(key, since: since) < limit.max { return false }
        let unsent = open == nil ? try book.unsent(key, since: since) : []
        let joining = Set(unsent.map(\.id) + [single])
        guard !isBehind(alert, wish, but: joining, book) else { return false }

        var summary =
            open ?? summary(.storm, of: unsent, for: wish, tally, because: "more than \(limit.words): a summary tells it", &book, &ids)
        summary.alerts.append(alert.id)
        let due = min(book.now.addingTimeInterval(Self.stormQuiet), summary.createdAt.addingTimeInterval(Self.stormLongest))
        summary.dueAt = opening(for: wish, from: due) ?? due
        summary.reason = summary.reason ?? "more than \(limit.words): it gathers what follows"
        book.put(summary, gathering: gathering)
        return true
    }

    /// What the address was told singly in the stretch at whose end the storm's summary was begun; nothing for any other message.
    func toldBefore(_ delivery: Delivery, on channel: ChannelSettings, _ book: inout Book) throws -> [Alert] {
        guard delivery.letter == .storm, let tally = delivery.tally else { return [] }
        let rule = settings.routing.department(delivery.department)?.rules.first { $0.id == delivery.rule }
        guard let limit = (rule?.limit ?? .usual).limit(on: channel.class) ?? channel.class.usualLimit else { return [] }
        let key = TallyKey(department: delivery.department, address: delivery.address, tally: tally)
        return try book.told(key, since: delivery.createdAt.addingTimeInterval(-limit.per.inSeconds), until: delivery.createdAt)
    }

    /// Whether a message of the alert's own lane is unfinished that will not join its summary.
    func isBehind(_ alert: Alert, _ wish: Wish, but joining: Set<Delivery.ID>, _ book: Book) -> Bool {
        (alert.level.map { book.unfinished(at: $0) } ?? []).contains {
            $0.address == wish.address && $0.department == wish.department && $0.holdsLane && !joining.contains($0.id)
        }
    }

    /// A summary that takes over what waits untried; these messages are left unsent with the reason.
    func summary(
        _ letter: LetterKind, of singles: [Delivery], for wish: Wish, _ tally: Delivery.Tally, because reason: String, _ book: inout Book,
        _ ids: inout some IDSource
    ) -> Delivery {
        for var single in singles {
            (single.alerts, single.state, single.reason, single.finishedAt) = ([], .suppressed, reason, book.now)
            book.put(single)
        }
        var summary = Delivery(
            id: ids.next(at: book.now), alerts: singles.flatMap(\.alerts), incident: nil, letter: letter, department: wish.department,
            rule: wish.rule.id, address: wish.address, tally: tally, state: .gathering, createdAt: book.now, dueAt: book.now)
        let fallback = wish.rule.fallback.filter { $0 != wish.address && $0.column == nil }
        if !fallback.isEmpty { summary.followUp = FollowUp(fallback: fallback) }
        return addressed(summary, now: book.now)
    }
}
