import FoundationEssentials

extension Ledger {
    /// For an event that names no platform.
    private static let remembersLongest = Platform.allCases.map(\.remembersFor).max() ?? .zero

    /// Keeps a body and applies what it says.
    func receive(
        _ arrival: Arrival, _ decoded: Decoded, _ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource,
        _ claimed: inout [Claimed]
    ) throws -> Arrival.Verdict {
        try listen(to: arrival, decoded, &book, &slots, &ids, &claimed)
        switch decoded {
        case .ignored(let type, let reason):
            return keep(arrival, .ignored, type: type, state: .ignored, reason, &book, &ids)
        case .quarantined(let type, let reason):
            return keep(arrival, .quarantined, type: type, state: .quarantined, reason, &book, &ids)
        case .events(let events) where events.isEmpty:
            return keep(arrival, .ignored, type: nil, state: .ignored, "holds no stock event", &book, &ids)
        case .events(let events):
            var states: Set<EventRecord.State> = []
            for event in events.map(prepared) {
                // The store's clock never steps back, as the machine's may.
                let record = try apply(
                    event, of: arrival, as: ids.next(at: book.now), receivedAt: max(arrival.receivedAt, book.now), &book, &slots, &ids, &claimed)
                book.add(record)
                states.insert(record.state)
            }
            let verdict: Arrival.Verdict = states == [.duplicate] ? .duplicate : .decoded
            book.add(arrival, verdict: verdict)
            return verdict
        }
    }

    private func keep(
        _ arrival: Arrival, _ verdict: Arrival.Verdict, type: String?, state: EventRecord.State, _ reason: String, _ book: inout Book,
        _ ids: inout some IDSource
    ) -> Arrival.Verdict {
        book.add(arrival, verdict: verdict)
        book.add(
            EventRecord(
                id: ids.next(at: book.now), arrival: arrival.id, source: arrival.source, type: type, state: state, reason: reason,
                receivedAt: arrival.receivedAt))
        return verdict
    }

    /// Applies one event.
    ///
    /// - Parameters:
    ///   - id: of its record.
    ///   - receivedAt: by the store's clock.
    func apply(
        _ event: StockEvent, of arrival: Arrival, as id: StockEvent.ID, receivedAt: Date, _ book: inout Book, _ slots: inout [String: Int],
        _ ids: inout some IDSource, _ claimed: inout [Claimed]
    ) throws -> EventRecord {
        var event = event
        if shelves.joins(event.subject.source), event.subject.item.sku == nil {
            // One place's record may tell the article number that another's does not.
            event.subject.item.sku = book.levels(ofItem: event.subject.key).lazy.compactMap(\.subject.item.sku).first
        }
        let entry = entry(for: event.subject, book)
        event = described(event, by: entry)
        var record = EventRecord(
            id: id, arrival: arrival.id, source: arrival.source, type: event.type,
            item: event.kind == .unreadable ? nil : event.subject.item,
            place: event.subject.place.map { Place(id: $0.id, name: $0.name) }, quantity: event.quantity, state: .applied,
            reason: "", receivedAt: arrival.receivedAt,
            occurredAt: event.occurredAt, isTest: event.subject.isTest)
        if let reason = duplicate(event, &book) {
            (record.state, record.reason) = (.duplicate, reason)
            return record
        }
        if awaitsNumber(event) {
            (record.state, record.reason) = (.waiting, "\(EventRecord.waitsForReading)\(event.kind == .declaredLow ? ": declared low" : "")")
            expectReading(of: event, record, &book)
            return record
        }
        if let (state, reason) = aside(event) {
            (record.state, record.reason) = (state, reason)
            if event.kind == .touched { try missReading(of: event, &book, &slots, &ids, &claimed) }
            return record
        }
        if wantsNumber(event) { expectReading(of: event, record, &book) }
        event = guessed(event, &book)
        let key = event.subject.key
        let threshold = settings.thresholds.decide(known(event.subject, entry, book))
        let isRenewed = LevelRules.isRenewed(event, book.level(key), receivedAt: receivedAt)
        switch LevelRules.apply(event, to: book.level(key), low: threshold.low, receivedAt: receivedAt) {
        case .stale(let reason):
            (record.state, record.reason) = (.stale, reason)
        case .noted(let level, let reason):
            book.put(level)
            record.reason = reason
        case .changed(var level, let from, let previous, let isFirstSight):
            if isRenewed, let asOf = level.asOf { level.since = asOf }
            let crossing = Crossing(
                level: level, from: from, previous: previous, isFirstSight: isFirstSight, threshold: threshold, isRenewed: isRenewed,
                catalogue: entry,
                behind: record.id)
            (record.reason, record.alert) = try follow(crossing, isRemoval: event.kind == .removed, &book, &slots, &ids, &claimed)
        }
        if let skew = LevelRules.skew(event, receivedAt: arrival.receivedAt) { record.reason += "; \(skew)" }
        return record
    }

    /// Why the event was seen before; nil: it was not.
    ///
    /// Remembers it where the platform gives ids.
    private func duplicate(_ event: StockEvent, _ book: inout Book) -> String? {
        guard let key = event.dedupeKey else { return nil }
        switch key.strength {
        case .providerID:
            let seen = BookKeys.Seen(source: event.subject.source, digest: key.digest)
            if book.seen.contains(seen) { return "received before, by the platform's own id" }
            let span = event.subject.platform?.remembersFor ?? Self.remembersLongest
            book.remember(seen, until: book.now.addingTimeInterval(span.inSeconds))
            return nil
        case .fingerprint:
            return book.level(event.subject.key)?.lastKey == key ? "the same as the last event of this item at this place" : nil
        }
    }

    /// Events that do not touch a level.
    private func aside(_ event: StockEvent) -> (EventRecord.State, String)? {
        if event.subject.isTest, source(event.subject.source)?.testEvents == .drop {
            return (.ignored, "a test event, and the source says testEvents: \"drop\"")
        }
        switch event.kind {
        case .ignored: return (.ignored, event.note ?? "says nothing about stock")
        case .touched where source(event.subject.source).map { $0.isCutOff && $0.access != nil } == true:
            return (.waiting, "says only that something changed, and the platform is not asked while messages are only caught")
        case .touched: return (.waiting, event.note ?? "says only that something changed")
        case .unreadable: return (.quarantined, event.note ?? "cannot be understood")
        case .level, .reading, .delta, .declaredOut, .declaredLow, .declaredBack, .removed: return nil
        }
    }

    /// The subject with what the catalogue and earlier events told of it, for thresholds.
    func known(_ subject: Subject, _ entry: Shared<CatalogueEntry>?, _ book: Book) -> Subject {
        var subject = subject
        subject.catalogue = entry
        guard let level = book.level(subject.key) else { return subject }
        subject.facts = level.subject.facts.updated(by: subject.facts)
        subject.item.sku = subject.item.sku ?? level.subject.item.sku
        if subject.place?.name == nil { subject.place?.name = level.subject.place?.name }
        return subject
    }

    /// A removed record closes its incident and stops what was not sent, good news too; it is no alert.
    func remove(_ level: Level, _ book: inout Book) -> String {
        for delivery in book.unfinished(at: level.key) where delivery.state != .sending { suppress(delivery, &book) }
        guard var incident = book.incident(level.key) else {
            return "the platform keeps no such record any more: the level is unknown, which is not zero"
        }
        incident.closedAt = book.now
        incident.closed = .removed
        incident.told = .none
        book.put(incident)
        suppressOvertaken(incident, &book)
        return "the platform keeps no such record any more: the open incident is closed without an alert"
    }
}
