import FoundationEssentials

/// Second chances: bodies that could not be understood when they came.
extension Ledger {
    /// Applies what a kept body says today, as far as it was quarantined; the rest of it was applied when it came.
    ///
    /// It counts as received when it was: what has come since is not overwritten. Its records are written over, with the time of the reading.
    ///
    /// - Returns: the body's verdict; nil: nothing of it is quarantined any more.
    func reingest(
        _ arrival: Arrival, _ decoded: Decoded, _ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource,
        _ claimed: inout [Claimed]
    ) throws -> Arrival.Verdict? {
        let known = book.records[arrival.id] ?? []
        let waiting = known.filter { $0.state == .quarantined }
        guard !waiting.isEmpty else { return nil }
        var states = Set(known.filter { $0.state != .quarantined }.map(\.state))
        switch decoded {
        case .quarantined(let type, let reason):
            for record in waiting { correct(record, .quarantined, type: type, reason, &book) }
            states.insert(.quarantined)
        case .ignored(let type, let reason):
            for record in waiting { correct(record, .ignored, type: type, reason, &book) }
            states.insert(.ignored)
        case .events(let events):
            guard let parts = Self.parts(of: events, known) else {
                let reason =
                    "says \(events.count) things today and said \(known.count) before: which was not understood cannot be told; post it again"
                for record in waiting { correct(record, .quarantined, type: record.type, reason, &book) }
                states.insert(.quarantined)
                break
            }
            for (record, events) in parts {
                if events.isEmpty {
                    correct(record, .ignored, type: record.type, "holds no stock event", &book)
                    states.insert(.ignored)
                }
                for (index, event) in events.map(prepared).enumerated() {
                    let id = index == 0 ? record.id : ids.next(at: book.now)
                    var result = try apply(event, of: arrival, as: id, receivedAt: arrival.receivedAt, &book, &slots, &ids, &claimed)
                    result.reason = Self.mark(result.reason, at: book.now)
                    if index == 0 { book.correct(result) } else { book.add(result) }
                    states.insert(result.state)
                }
            }
        }
        let verdict = Self.verdict(states)
        book.judge(arrival.id, verdict)
        return verdict
    }

    /// Which events of a body are what was not understood of it; nil: that cannot be told.
    private static func parts(of events: [StockEvent], _ known: [EventRecord]) -> [(EventRecord, [StockEvent])]? {
        if known.count == 1 { return [(known[0], events)] }
        guard events.count == known.count else { return nil }
        return zip(known, events).filter { $0.0.state == .quarantined }.map { ($0, [$1]) }
    }

    private static func verdict(_ states: Set<EventRecord.State>) -> Arrival.Verdict {
        switch states {
        case [.quarantined]: .quarantined
        case [.duplicate]: .duplicate
        case [.ignored]: .ignored
        default: .decoded
        }
    }

    private func correct(_ record: EventRecord, _ state: EventRecord.State, type: String?, _ reason: String, _ book: inout Book) {
        var record = record
        (record.state, record.type, record.reason) = (state, type ?? record.type, Self.mark(reason, at: book.now))
        book.correct(record)
    }

    private static func mark(_ reason: String, at now: Date) -> String { "read again at \(now.formatted(.iso8601)): \(reason)" }
}
