import FoundationEssentials

/// What has to be asked of a platform's API.
extension Ledger {
    /// How long the number of what was declared low may take before the declaration itself is told, and that of a change before somebody hears of it.
    private static let patienceWithDeclared: TimeInterval = 60
    private static let patienceWithChange: TimeInterval = 600

    /// Whether an event cannot be judged before the platform was asked.
    func awaitsNumber(_ event: StockEvent) -> Bool {
        switch event.kind {
        case .touched: source(event.subject.source)?.reach != nil
        case .declaredLow: event.quantity == nil && source(event.subject.source)?.reach != nil
        case .level, .delta, .declaredOut, .declaredBack, .removed, .reading, .ignored, .unreadable: false
        }
    }

    /// Whether an event is judged at once, and the platform is asked all the same.
    func wantsNumber(_ event: StockEvent) -> Bool {
        switch event.kind {
        case .declaredOut, .declaredBack: event.quantity == nil && source(event.subject.source)?.reach != nil
        case .level, .delta, .declaredLow, .removed, .touched, .reading, .ignored, .unreadable: false
        }
    }

    /// Keeps that an event is to be read.
    func expectReading(of event: StockEvent, _ record: EventRecord, _ book: inout Book) {
        let declared: Condition? =
            switch event.kind {
            case .declaredOut: .out
            case .declaredLow: .low
            case .declaredBack: .ok
            default: nil
            }
        let isWaiting = record.state == .waiting
        let patience = declared == nil ? Self.patienceWithChange : Self.patienceWithDeclared
        book.put(
            Awaited(
                id: record.id, key: event.subject.key, parent: event.subject.item.parent, declared: declared, occurredAt: event.occurredAt,
                isWaiting: isWaiting, since: book.now, deadline: isWaiting ? book.now.addingTimeInterval(patience) : nil))
    }

    /// Tells the operator once that a source's events cannot be understood without its API.
    func missReading(
        of event: StockEvent, _ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource, _ claimed: inout [Claimed]
    ) throws {
        guard let platform = event.subject.platform, platform.hasReadableAPI, source(event.subject.source)?.isCutOff == false else { return }
        let name = event.subject.source
        try open(
            Trouble(
                key: Trouble.key(reading: name), title: "Events of \(name) say only that something changed",
                text: "\(platform.name) tells no quantities; they have to be asked of its API, and there is no token for it.",
                fix: "Put `storeHash` and `token` into sources.\(name) of config.json; what came until then is kept as `waiting`."), &book, &slots,
            &ids,
            &claimed)
    }

    /// Decides what has waited too long: what was declared is told as it is known, and of what only changed the operator hears.
    func decideOverdue(_ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource, _ claimed: inout [Claimed]) throws {
        var late: [String: Int] = [:]
        for var row in book.awaited.late {
            guard row.isWaiting, let deadline = row.deadline, deadline <= book.now else { continue }
            guard let source = source(row.key.source), source.reach != nil else {
                book.put(Resolved(id: row.id, state: .waiting, reason: "its source has no token any more"))
                book.remove(row)
                continue
            }
            row.deadline = nil
            if row.declared == .low {
                book.put(try tell(row, source, &book, &slots, &ids, &claimed))
                row.isWaiting = false
            } else {
                late[source.name, default: 0] += 1
                book.put(
                    Resolved(
                        id: row.id, state: .waiting,
                        reason: "\(EventRecord.waitsForReading); none came within \(Int(Self.patienceWithChange / 60)) min"))
            }
            book.put(row)
        }
        for (name, count) in late.sorted(by: { $0.key < $1.key }) {
            try open(
                Trouble(
                    key: Trouble.key(reading: name), title: "\(name) cannot be read",
                    text: "\(count) \(count == 1 ? "event says" : "events say") only that something changed, and the API has not said to what.",
                    fix: "Stockbell goes on asking; its log says why that fails. `stockbell events --state waiting` lists what waits."), &book,
                &slots,
                &ids, &claimed)
        }
    }

    /// Tells what was declared low, as no number came in time.
    private func tell(
        _ row: Awaited, _ source: SourceSettings, _ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource,
        _ claimed: inout [Claimed]
    ) throws -> Resolved {
        let item = Item(id: row.key.item, parent: row.parent)
        let told = Subject(
            source: source.name, platform: source.platform, item: item, place: row.key.place.map { Place(id: $0) }, isTest: row.key.isTest)
        let catalogue = entry(for: told, book)
        let event = described(prepared(StockEvent(kind: .declaredLow, type: "declared", subject: told, occurredAt: row.occurredAt)), by: catalogue)
        let threshold = settings.thresholds.decide(known(event.subject, catalogue, book))
        let reason = "no reading came in time"
        switch LevelRules.apply(event, to: book.level(row.key), low: threshold.low, receivedAt: book.now) {
        case .stale(let why): return Resolved(id: row.id, state: .stale, reason: "\(reason): \(why)")
        case .noted(let level, let why):
            book.put(level)
            return Resolved(id: row.id, state: .applied, reason: "\(reason): \(why)")
        case .changed(let level, let from, let previous, let isFirstSight):
            let (why, alert) = try follow(
                Crossing(
                    level: level, from: from, previous: previous, isFirstSight: isFirstSight, threshold: threshold, isRenewed: false,
                    catalogue: catalogue),
                &book, &slots, &ids, &claimed)
            return Resolved(id: row.id, state: .applied, reason: "\(reason): \(why)", alert: alert)
        }
    }
}
