/// What a crash test's evidence says about the promise; each finding is a sentence.
///
/// Pure. The platform's side and the far sides' are counted without the program's help; its store must agree with both.
struct CrashJudgement: Sendable {
    /// What one way out did.
    struct Tally: Sendable {
        /// Alerts that had to go this way.
        var wanted = 0
        /// Messages that the far side took, each counted once.
        var told = 0
        /// Not sent, as a later change had come before.
        var over = 0
        /// Given up, as nobody knows whether it arrived.
        var unknown = 0
        /// Taken once more after the first time.
        var repeats = 0
        /// Under way when the program was ended.
        var inFlight = 0
        /// Taken without a word by the far side.
        var dropped = 0
    }

    private(set) var tallies: [Way: Tally] = Dictionary(uniqueKeysWithValues: Way.allCases.map { ($0, Tally()) })
    /// Acknowledged, and neither told nor left out for a reason.
    private(set) var lost: [String] = []
    /// Taken twice without a mark, or by a way that never repeats.
    private(set) var unmarked: [String] = []
    /// Repeats of what was neither under way at an end nor dropped by its far side.
    private(set) var unexplained: [String] = []
    /// Taken by a far side after something newer of the same item.
    private(set) var outOfOrder: [String] = []
    /// Records that must not be there.
    private(set) var strange: [String] = []

    var isClean: Bool { findings.isEmpty }
    var findings: [String] { lost + unmarked + unexplained + outOfOrder + strange }

    init(_ evidence: CrashEvidence) {
        let alerts = weighEvents(evidence)
        weighDeliveries(evidence, alerts)
        weighRepeats(evidence)
        weighOrder(evidence)
    }

    private func name(_ change: StockChange) -> String { "event \(change.number) of \(change.sku)" }

    /// Each acknowledged change must be applied once, and ring if it is an edge.
    ///
    /// - Returns: by number, the alert that it made.
    private mutating func weighEvents(_ evidence: CrashEvidence) -> [Int: String] {
        var applied: [Int: EventRow] = [:]
        for event in evidence.events {
            let number = event.quantity.map { Int($0.magnitude) } ?? 0
            switch event.state {
            case "applied" where applied[number] == nil: applied[number] = event
            case "applied": strange.append("event \(number) was applied twice")
            case "duplicate": break
            default: strange.append("event \(number) is \(event.state): \(event.reason)")
            }
        }
        for change in evidence.acknowledged {
            switch (applied[change.number], change.isEdge) {
            case (nil, _): lost.append("\(name(change)) was acknowledged and is not in the store")
            case (let event?, true) where event.alert == nil: lost.append("\(name(change)) made no alert: \(event.reason)")
            case (let event?, false) where event.alert != nil: strange.append("\(name(change)) made an alert")
            default: break
            }
        }
        return applied.compactMapValues(\.alert)
    }

    /// Each alert must have become one delivery for each way, and that must have come to a good end.
    private mutating func weighDeliveries(_ evidence: CrashEvidence, _ alerts: [Int: String]) {
        var rows: [String: [DeliveryRow]] = [:]
        for row in evidence.deliveries {
            for alert in row.alerts { rows["\(alert) \(row.channel)", default: []].append(row) }
        }
        let taken = Set(evidence.taken.map { "\($0.message.number) \($0.message.way.rawValue)" })
        var last: [String: Int] = [:]
        for change in evidence.acknowledged where change.isEdge { last[change.sku] = max(last[change.sku] ?? 0, change.number) }
        for change in evidence.acknowledged {
            guard let alert = alerts[change.number] else { continue }
            for way in change.ways {
                tallies[way, default: Tally()].wanted += 1
                let found = rows["\(alert) \(way.rawValue)"] ?? []
                guard let row = found.first, found.count == 1 else {
                    lost.append("\(name(change)) has \(found.count) deliveries by \(way)")
                    continue
                }
                switch row.state {
                case "delivered" where taken.contains("\(change.number) \(way.rawValue)"): break
                case "suppressed" where change.number != last[change.sku]: tallies[way, default: Tally()].over += 1
                case "unknown" where way == .text: tallies[way, default: Tally()].unknown += 1
                default: lost.append("\(name(change)) was not told by \(way): \(row.state), \(row.reason ?? "no reason")")
                }
            }
        }
    }

    /// A repeat must be marked, and there must have been a reason to be unsure.
    private mutating func weighRepeats(_ evidence: CrashEvidence) {
        let ids = evidence.inFlight.flatMap(\.self)
        var doubts = Dictionary(ids.map { ($0, 1) }, uniquingKeysWith: +)
        for row in evidence.deliveries {
            if let way = Way(rawValue: row.channel), let count = doubts[row.id] { tallies[way, default: Tally()].inFlight += count }
        }
        var first: [String: String?] = [:]
        for taken in evidence.taken {
            let (message, way) = (taken.message, taken.message.way)
            let name = "event \(message.number) of \(message.sku) by \(way)"
            if !taken.isAnswered { tallies[way, default: Tally()].dropped += 1 }
            let key = "\(message.number) \(way.rawValue)"
            if let known = first[key] {
                tallies[way, default: Tally()].repeats += 1
                if known != message.id || !message.isMarked || way == .text { unmarked.append("\(name) was taken again without a mark") }
                if let id = message.id {
                    if doubts[id, default: 0] == 0 { unexplained.append("\(name) was taken again without a need") }
                    doubts[id, default: 0] -= 1
                }
            } else {
                first[key] = .some(message.id)
                tallies[way, default: Tally()].told += 1
            }
            if !taken.isAnswered, let id = message.id { doubts[id, default: 0] += 1 }
        }
    }

    /// Nobody may hear an older change of an item after a newer one.
    private mutating func weighOrder(_ evidence: CrashEvidence) {
        var newest: [String: Int] = [:]
        for message in evidence.taken.map(\.message) {
            let lane = "\(message.way.rawValue) \(message.sku)"
            let number = newest[lane] ?? 0
            if message.number < number { outOfOrder.append("event \(message.number) of \(message.sku) by \(message.way) came after \(number)") }
            newest[lane] = max(number, message.number)
        }
    }
}
