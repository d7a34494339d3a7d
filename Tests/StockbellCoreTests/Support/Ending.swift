import FoundationEssentials
import StockbellCore

/// Where a history ended: what the ledger made of everything that arrived, beside what was so.
struct Ending {
    let changes: Changes
    private let history: History

    init(_ history: History) throws {
        let ledger = Ledger(settings: history.settings)
        var (book, slots, ids, chance) = (Book(now: .start), [String: Int](), CountingIDs(), SeededGenerator(seed: 0))
        let inputs = history.posts.map { post in
            let arrival = Arrival(id: ids.next(at: post.receivedAt), source: "tills", receivedAt: post.receivedAt, body: [])
            return Input.arrival(arrival, .events([post.event]))
        }
        _ = try ledger.apply(inputs, to: &book, slots: &slots, ids: &ids, chance: &chance)
        self.history = history
        changes = book.changes
    }

    /// Between which lines a level lies; to leave one is a crossing.
    private struct Band: Equatable {
        var condition: Condition
        var isClearlyOK: Bool
        var isClearlyBack: Bool

        init(_ condition: Condition, _ quantity: Decimal?, _ history: History) {
            self.condition = condition
            isClearlyOK = quantity ?? 0 > history.okAbove ?? 0
            isClearlyBack = quantity ?? 0 > history.backAbove ?? 0
        }
    }

    /// What is wrong with the end of one level, as sentences; empty: nothing.
    func faults(at key: LevelKey, _ statements: [StockEvent]) -> [String] {
        guard let last = statements.last, let level = changes.levels[key] else { return ["is not known"] }
        var faults: [String] = []
        if level.quantity != last.quantity { faults.append("ends with \(level.quantity as Any), not \(last.quantity as Any)") }
        if level.asOf != last.occurredAt { faults.append("is as of \(level.asOf as Any), not \(last.occurredAt as Any)") }
        if level.condition != condition(last) { faults.append("ends \(level.condition), not \(condition(last))") }
        if level.previous != last.previous || level.sequence != last.sequence { faults.append("is ordered by what is not of its last event") }
        return faults + crossingFaults(at: key, statements) + (history.mayDeclare ? [] : toldFaults(level))
    }

    private func condition(_ event: StockEvent) -> Condition {
        switch event.kind {
        case .declaredOut where event.quantity == nil: .out
        case .declaredLow where event.quantity == nil: .low
        default: Condition(quantity: event.quantity, threshold: history.low)
        }
    }

    /// Between two alerts, by the platform's time, lies at least one crossing that is there in the final order: none is told twice.
    private func crossingFaults(at key: LevelKey, _ statements: [StockEvent]) -> [String] {
        var before = Band(Condition(quantity: statements.first?.previous, threshold: history.low), statements.first?.previous, history)
        var crossings: [Date] = []
        for statement in statements {
            let band = Band(condition(statement), statement.quantity, history)
            if band != before { crossings.append(statement.occurredAt ?? .distantPast) }
            before = band
        }
        var faults: [String] = []
        var last: (at: Date, kind: AlertKind)?
        for event in changes.events where event.place?.id == key.place && event.alert != nil {
            guard let at = event.occurredAt, let alert = changes.alerts.first(where: { $0.id == event.alert }) else { continue }
            if !history.mayDeclare, !crossings.contains(where: { $0 > last?.at ?? .distantPast && $0 <= at }) {
                faults.append("\(alert.kind) of \(at) tells no crossing of its own")
            }
            if let last, at <= last.at { faults.append("\(alert.kind) of \(at) is told after \(last.kind) of \(last.at)") }
            last = (at, alert.kind)
        }
        return faults
    }

    /// What the addresses know at the end is what is so, as far as no gate holds it back.
    private func toldFaults(_ level: Level) -> [String] {
        let told = changes.incidents.values.first { $0.level == level.key && $0.isOpen }?.told ?? .none
        guard let quantity = level.quantity else { return told == .none ? [] : ["\(told) is told of what is not known"] }
        var right: Set<Incident.Told> =
            switch level.condition {
            case .out: [.out]
            case .low: [.low]
            case .ok: quantity <= history.okAbove ?? 0 ? [.none, .low] : [.none]
            case .unknown: []
            }
        if level.condition == .low || level.condition == .ok, quantity <= history.backAbove ?? 0 { right.insert(.out) }
        // Nobody is told of what was so before we looked.
        if history.firstSight == .quiet || history.tellsPrevious { right.insert(.none) }
        return right.contains(told) ? [] : ["\(level.condition) (\(quantity)) ends with \(told) told"]
    }
}
