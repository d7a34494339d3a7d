import FoundationEssentials

/// What a platform's API said enters here.
extension Ledger {
    /// After how many seconds a number that contradicts what was told is asked for once more: what the platform says of itself may lag behind.
    private static let secondLook: TimeInterval = 3
    /// A number that is read so many seconds after a declaration speaks of the same change; later, there may have been another.
    private static let sameChange: TimeInterval = 300
    /// How far the platform's clock and ours may lie apart, with what it takes until a change can be read.
    private static let lag: TimeInterval = 10

    /// A reading under way into the book, with the records that are its own.
    private struct Entry {
        var reading: StockReading
        var arrival: Arrival.ID
        var records: [EventRecord] = []

        func rows(at key: LevelKey, in book: Book) -> [Awaited] {
            reading.asked.contains(key) ? book.awaited.rows(at: key).filter { $0.since < reading.sentAt } : []
        }
    }

    /// Applies a page of readings and answers the events that had waited for it; what came after the question waits on.
    func read(
        _ reading: StockReading, _ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource, _ claimed: inout [Claimed]
    ) throws -> Int {
        if reading.refusal == nil { close(trouble: Trouble.key(reading: reading.source), &book) }
        var entry = Entry(reading: reading, arrival: ids.next(at: book.now))
        var missed = 0
        for statement in reading.statements {
            switch reading.purpose {
            case .answer: try take(statement, &entry, &book, &slots, &ids, &claimed)
            case .sweep, .learn:
                guard let difference = compare(statement, reading, &book) else { continue }
                missed += 1
                try take(difference, &entry, &book, &slots, &ids, &claimed)
            }
        }
        let said = Set(reading.statements.map(\.subject.key))
        for key in reading.asked.subtracting(said).sorted() { try miss(key, &entry, &book, &slots, &ids, &claimed) }
        guard !entry.records.isEmpty else { return missed }
        book.add(Arrival(id: entry.arrival, source: reading.source, receivedAt: book.now, body: reading.body), verdict: .decoded)
        for record in entry.records { book.add(record) }
        return missed
    }

    /// What a statement that nobody waits for says that is not known: a difference; nil: nothing, or it was learned without a word.
    private func compare(_ statement: StockEvent, _ reading: StockReading, _ book: inout Book) -> StockEvent? {
        let catalogue = entry(for: statement.subject, book)
        let threshold = settings.thresholds.decide(known(statement.subject, catalogue, book))
        guard let level = book.level(statement.subject.key), level.condition != .unknown else {
            let event = described(prepared(statement), by: catalogue)
            let effect = LevelRules.apply(event, to: book.level(event.subject.key), low: threshold.low, receivedAt: book.now)
            if case .changed(let level, _, _, _) = effect { book.put(level) }
            return nil
        }
        let condition = statement.quantity == nil ? .out : Condition(quantity: statement.quantity, threshold: threshold.low)
        // Where we have a declaration without a number, one that fits it is no difference.
        let isSame = level.quantity == statement.quantity || level.quantity == nil && level.condition == condition
        let isOlder = level.asOf.map { $0 >= reading.sentAt } ?? false
        // What waits is asked for anyway, and what contradicts a declaration needs two looks.
        let isBusy = !book.awaited.rows(at: level.key).isEmpty || contradicts(statement, threshold, reading.sentAt, book)
        guard reading.purpose == .sweep, !isSame, !isOlder, !isBusy else { return nil }
        var difference = statement
        difference.type = "reconciled"
        return difference
    }

    private func take(
        _ told: StockEvent, _ entry: inout Entry, _ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource,
        _ claimed: inout [Claimed]
    ) throws {
        let catalogue = self.entry(for: told.subject, book)
        let statement = guessed(described(prepared(told), by: catalogue), &book)
        let key = statement.subject.key
        var rows = entry.rows(at: key, in: book)
        let threshold = settings.thresholds.decide(known(statement.subject, catalogue, book))
        let isContradiction = contradicts(statement, threshold, entry.reading.sentAt, book)
        let fresh = rows.filter { !$0.isDoubted }
        if !fresh.isEmpty, isContradiction || isOld(statement, fresh, book) {
            doubt(fresh, statement, &book)
            rows.removeAll { !$0.isDoubted }
            if rows.isEmpty { return }
        }
        if isContradiction { try retract(statement, threshold, &entry, &book, &slots, &ids, &claimed) }

        let before = book.level(key)
        switch LevelRules.apply(statement, to: before, low: threshold.low, receivedAt: book.now) {
        case .stale(let reason):
            conclude(rows, statement, .stale, reason, isNews: false, &entry, &book, &ids)
        case .noted(let level, let reason):
            book.put(level)
            conclude(rows, statement, .applied, reason, isNews: false, &entry, &book, &ids)
        case .changed(let level, let from, let previous, let isFirstSight):
            // What was declared is no first sight, even where nothing else is known of the item.
            let crossing = Crossing(
                level: level, from: isContradiction ? .ok : from, previous: previous,
                isFirstSight: isFirstSight && rows.allSatisfy { $0.declared == nil }, threshold: threshold, isRenewed: isContradiction,
                catalogue: catalogue)
            let (reason, alert) = try follow(crossing, &book, &slots, &ids, &claimed)
            let isNews = before?.quantity != level.quantity || before?.condition != level.condition || alert != nil
            conclude(rows, statement, .applied, reason, alert, isNews: isNews, &entry, &book, &ids)
        }
    }

    /// Writes what became of the events that waited: the last of them has brought what was read; where none waited, news has a record of its own.
    private func conclude(
        _ rows: [Awaited], _ statement: StockEvent, _ state: EventRecord.State, _ reason: String, _ alert: Alert.ID? = nil, isNews: Bool,
        _ entry: inout Entry, _ book: inout Book, _ ids: inout some IDSource
    ) {
        let waiting = rows.filter(\.isWaiting)
        let (sku, place) = (statement.subject.item.sku, statement.subject.place?.name)
        for row in waiting {
            let isLast = row.id == waiting.last?.id
            book.put(
                Resolved(
                    id: row.id, state: state, reason: isLast ? "by a reading: \(reason)" : "by the reading that a later event had as well",
                    alert: isLast ? alert : nil, quantity: statement.quantity, sku: sku, placeName: place))
        }
        for row in rows { book.remove(row) }
        if waiting.isEmpty, isNews {
            let prefix = entry.reading.purpose == .sweep ? "no event told it; " : ""
            record(statement, state, prefix + reason, alert, &entry, book, &ids)
        }
    }

    private func record(
        _ statement: StockEvent, _ state: EventRecord.State, _ reason: String, _ alert: Alert.ID?, _ entry: inout Entry, _ book: Book,
        _ ids: inout some IDSource
    ) {
        entry.records.append(
            EventRecord(
                id: ids.next(at: book.now), arrival: entry.arrival, source: entry.reading.source, type: statement.type, item: statement.subject.item,
                place: statement.subject.place, quantity: statement.quantity, state: state, reason: reason, alert: alert, receivedAt: book.now,
                occurredAt: statement.occurredAt, isTest: statement.subject.isTest))
    }

    // MARK: - Numbers against declarations

    /// Whether a number says that what the platform declared, and what was told of it, is not so.
    private func contradicts(_ statement: StockEvent, _ threshold: Thresholds.Decision, _ sentAt: Date, _ book: Book) -> Bool {
        guard let quantity = statement.quantity, let level = book.level(statement.subject.key), let declared = level.declared,
            let asOf = level.asOf, sentAt.timeIntervalSince(asOf) <= Self.sameChange,
            // What it said itself before it may take back.
            level.subject.facts.sellable != false
        else { return false }
        let condition = Condition(quantity: quantity, threshold: threshold.low)
        switch (declared, told(at: level.key, book)) {
        case (.out, .out): return condition != .out
        case (.low, .low): return condition == .ok
        default: return false
        }
    }

    /// Whether a number may be the one from before the change: it is the one that is known, or not what the platform itself declared low.
    private func isOld(_ statement: StockEvent, _ rows: [Awaited], _ book: Book) -> Bool {
        guard let quantity = statement.quantity else { return false }
        let isUnchanged = book.level(statement.subject.key).map { level in
            // What happened well before the number that is known is in it.
            let isSince = rows.contains { row in level.asOf.map { (row.occurredAt ?? row.since).timeIntervalSince($0) > -Self.lag } ?? true }
            return level.quantity == quantity && isSince
        }
        let isNotLow = statement.subject.facts.warningLevel.map { $0 > 0 && quantity > $0 } ?? false
        return rows.contains { $0.isWaiting && ($0.declared == nil ? isUnchanged ?? false : isNotLow) }
    }

    /// Has a number read once more.
    private func doubt(_ rows: [Awaited], _ statement: StockEvent, _ book: inout Book) {
        for var row in rows {
            if row.isWaiting {
                let number = statement.quantity.map { "\($0)" } ?? "the number"
                book.put(
                    Resolved(
                        id: row.id, state: .waiting, reason: "\(EventRecord.waitsForReading) once more: \(number) may be from before the change"))
            }
            row.since = book.now
            row.askAt = book.now.addingTimeInterval(Self.secondLook)
            row.isDoubted = true
            book.put(row)
        }
    }

    /// Takes back what was told: those who heard it hear that it is not so, which is no restock.
    private func retract(
        _ statement: StockEvent, _ threshold: Thresholds.Decision, _ entry: inout Entry, _ book: inout Book, _ slots: inout [String: Int],
        _ ids: inout some IDSource, _ claimed: inout [Claimed]
    ) throws {
        guard let level = book.level(statement.subject.key) else { return }
        let shelf = shelf(of: level.subject)
        let key = shelf ?? level.key
        // What another source says of the shelf is not this one's to take back.
        guard var incident = book.incident(key), book.level(key)?.subject.source == level.subject.source else { return }
        let unsent = book.unfinished(of: incident.id).filter { $0.state != .sending && $0.attempt == 0 } + book.openSummaries(telling: key)
        var overtaking = Overtaking()
        overtaking.unheard = Set(unsent.filter { $0.follows == nil }.map(Hearer.init))
        incident.closedAt = book.now
        incident.closed = .notConfirmed
        incident.told = .none
        incident.heldUpTo = nil
        book.put(incident)
        var subject = known(statement.subject, self.entry(for: statement.subject, book), book)
        subject.item.name = subject.item.name ?? level.subject.item.name
        subject.home = shelf
        let alert = Alert(
            id: ids.next(at: book.now), incident: incident.id, kind: .notConfirmed, subject: subject, from: level.condition,
            to: Condition(quantity: statement.quantity, threshold: threshold.low), quantity: statement.quantity, threshold: threshold,
            since: entry.reading.sentAt, elsewhere: elsewhere(level.subject, book), decidedAt: book.now)
        book.add(alert)
        suppressOvertaken(incident, &book)
        try deliver(alert, after: overtaking, &book, &slots, &ids, &claimed)
        let declared = level.declared?.rawValue ?? ""
        record(
            statement, .applied, "not confirmed: the platform declared \(declared), and its number says otherwise, asked twice", alert.id, &entry,
            book,
            &ids)
    }

    // MARK: - What was asked for and is not there

    /// Of what has no statement the platform has no record: if one was known it is gone, but only when it says so twice.
    private func miss(
        _ key: LevelKey, _ entry: inout Entry, _ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource,
        _ claimed: inout [Claimed]
    ) throws {
        let rows = entry.rows(at: key, in: book)
        guard !rows.isEmpty else { return }
        if let refusal = entry.reading.refusal {
            return resolve(rows, .ignored, "the API refuses to answer: \(refusal)", &book)
        }
        guard key.place != nil else { return resolve(rows, .applied, "by a reading of all its places; what changed is recorded there", &book) }
        guard let level = book.level(key), level.condition != .unknown else {
            return resolve(rows, .ignored, "the API knows no such item at this place", &book)
        }
        if rows.contains(where: { !$0.isDoubted }) {
            for var row in rows {
                (row.since, row.askAt, row.isDoubted) = (book.now, book.now.addingTimeInterval(Self.secondLook), true)
                book.put(row)
            }
            return
        }
        let removal = StockEvent(kind: .removed, type: "reading", subject: level.subject, occurredAt: entry.reading.sentAt)
        switch LevelRules.apply(removal, to: level, low: nil, receivedAt: book.now) {
        case .stale(let reason): conclude(rows, removal, .stale, reason, isNews: false, &entry, &book, &ids)
        case .noted(let level, let reason):
            book.put(level)
            conclude(rows, removal, .applied, reason, isNews: false, &entry, &book, &ids)
        case .changed(let level, let from, let previous, _):
            let crossing = Crossing(level: level, from: from, previous: previous, isFirstSight: false, threshold: .init(), isRenewed: false)
            let (reason, alert) = try follow(crossing, isRemoval: true, &book, &slots, &ids, &claimed)
            conclude(rows, removal, .applied, reason, alert, isNews: true, &entry, &book, &ids)
        }
    }

    private func resolve(_ rows: [Awaited], _ state: EventRecord.State, _ reason: String, _ book: inout Book) {
        for row in rows {
            if row.isWaiting { book.put(Resolved(id: row.id, state: state, reason: reason)) }
            book.remove(row)
        }
    }
}
