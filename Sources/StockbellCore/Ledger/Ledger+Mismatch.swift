import FoundationEssentials

/// What two sources tell of one shelf, held against one another.
extension Ledger {
    /// Compares each source of a shelf with the one that it follows, after one of them told something.
    ///
    /// Only what can hurt counts: one has none where the other has some. It is told when it has lasted for `mismatchAfter`, so that the time which one feed
    /// needs to come after the other makes no noise, and told as over once both say the same; what was over before its time is not told at all.
    func compare(
        _ shelf: LevelKey, after changed: Level, behind event: StockEvent.ID?, _ book: inout Book, _ slots: inout [String: Int],
        _ ids: inout some IDSource, _ claimed: inout [Claimed]
    ) throws {
        let members = members(of: shelf, book)
        for level in members where level.condition != .unknown && isHeard(level.subject.source, book) {
            guard let leader = leader(of: level, among: members, book) else { continue }
            var mismatch = Level(subject: level.subject, since: changed.asOf ?? book.now, asOf: changed.asOf)
            mismatch.subject.home = key(of: level)
            mismatch.subject.place = shelves.named(level.subject.place, of: level.subject.source)
            mismatch.declared = (level.condition == .out) != (leader.condition == .out) ? .out : .ok
            mismatch.condition = mismatch.declared ?? .ok
            let word = OtherWord(
                source: leader.subject.source, platform: leader.subject.platform, quantity: leader.quantity, condition: leader.condition)
            switch (mismatch.condition, book.incident(mismatch.key)) {
            case (.out, nil): try begin(mismatch, level, word, event, &book, &slots, &ids, &claimed)
            case (.ok, let incident?): try end(incident, mismatch, level, word, event, &book, &slots, &ids, &claimed)
            default: break
            }
        }
        for level in members where level.condition == .unknown || leader(of: level, among: members, book) == nil { forget(key(of: level), &book) }
    }

    private func key(of level: Level) -> LevelKey {
        var key = level.subject.own
        key.aspect = .mismatch
        return key
    }

    /// The nearest source that a level's source follows and that knows the shelf; nil: none does, or it is in trouble.
    private func leader(of level: Level, among members: [Level], _ book: Book) -> Level? {
        for source in shelves.leaders(of: level.subject.source) {
            guard let leader = members.first(where: { $0.subject.source == source && $0.condition != .unknown }) else { continue }
            return isHeard(source, book) ? leader : nil
        }
        return nil
    }

    private func begin(
        _ mismatch: Level, _ level: Level, _ word: OtherWord, _ event: StockEvent.ID?, _ book: inout Book, _ slots: inout [String: Int],
        _ ids: inout some IDSource, _ claimed: inout [Claimed]
    ) throws {
        let incident = Incident(id: ids.next(at: book.now), level: mismatch.key, openedAt: book.now, told: .out, toldAt: book.now)
        var alert = Alert(
            id: ids.next(at: book.now), incident: incident.id, kind: .mismatch, subject: mismatch.subject, from: .ok, to: .out,
            quantity: level.quantity, since: mismatch.since, decidedAt: book.now)
        (alert.other, alert.behind) = (word, event)
        alert.subject.catalogue = entry(for: level.subject, book)
        // Of what nobody asks for nothing is kept.
        guard !settings.routing.desire(alert).isNothing else { return }
        book.put(mismatch)
        book.put(incident)
        book.add(alert)
        let patience = source(level.subject.source)?.mismatchAfter ?? .zero
        let time = book.now.addingTimeInterval(patience.inSeconds)
        try deliver(alert, heldUntil: time > book.now ? time : nil, &book, &slots, &ids, &claimed)
    }

    private func end(
        _ open: Incident, _ mismatch: Level, _ level: Level, _ word: OtherWord, _ event: StockEvent.ID?, _ book: inout Book,
        _ slots: inout [String: Int], _ ids: inout some IDSource, _ claimed: inout [Claimed]
    ) throws {
        var overtaking = Overtaking()
        overtaking.unheard = Set(book.unfinished(of: open.id).filter { $0.state == .held && $0.follows == nil }.map(Hearer.init))
        var alert = Alert(
            id: ids.next(at: book.now), incident: open.id, kind: .mismatch, subject: mismatch.subject, from: .out, to: .ok, quantity: level.quantity,
            since: mismatch.since, duration: max(0, book.now.timeIntervalSince(open.openedAt)), decidedAt: book.now)
        (alert.other, alert.behind) = (word, event)
        alert.subject.catalogue = entry(for: level.subject, book)
        let desire = settings.routing.desire(alert)
        let isWanted = desire.wishes.contains { !overtaking.unheard.contains(Hearer($0)) } || overtaking.unheard.isEmpty && !desire.isNothing
        close(open, mismatch, toldAt: isWanted ? book.now : open.toldAt, &book)
        guard isWanted else { return }
        book.add(alert)
        try deliver(alert, after: overtaking, &book, &slots, &ids, &claimed)
    }

    /// There is nothing to compare any more: what was not told is not told, and nothing is said of an end.
    private func forget(_ key: LevelKey, _ book: inout Book) {
        guard let incident = book.incident(key), var level = book.level(key) else { return }
        (level.declared, level.condition) = (.ok, .ok)
        close(incident, level, toldAt: incident.toldAt, &book)
    }

    private func close(_ open: Incident, _ mismatch: Level, toldAt: Date, _ book: inout Book) {
        var incident = open
        incident.closedAt = book.now
        incident.closed = .ok
        incident.told = .none
        incident.toldAt = toldAt
        book.put(mismatch)
        book.put(incident)
        suppressOvertaken(incident, &book)
    }
}
