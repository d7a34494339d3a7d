import FoundationEssentials

extension Ledger {
    /// Decides whether a level's new condition is worth an alert, and makes it.
    ///
    /// - Parameter place: the alert about the place that the level is a sum over; whoever hears it needs no second message. nil: there is none.
    /// - Returns: a sentence for people, and the alert.
    func cross(
        _ crossing: Crossing, saidBy place: Alert.ID? = nil, _ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource,
        _ claimed: inout [Claimed]
    ) throws -> (reason: String, alert: Alert.ID?) {
        let level = crossing.level
        let open = openIncident(crossing, &book)
        let told = crossing.isRenewed ? .none : open?.told ?? Self.told(crossing.from)
        // The gates keep what was told from changing to and fro; where nobody was told anything there is nothing to keep.
        let gates = open == nil ? Thresholds.Decision() : crossing.threshold
        let edge = EdgeRules.edge(
            told: told, condition: level.condition, quantity: level.countedQuantity, okAbove: gates.okAbove, backAbove: gates.backAbove)
        guard let kind = edge.kind else {
            hold(open, level, gates.backAbove, &book)
            return (silence(crossing, told), nil)
        }
        if kind == .backInStock, level.declared == .low, let seconds = crossing.duration, seconds <= Self.sameChange {
            return ("declared low \(Int(seconds)) s after it ran out: both are of one change, and out says more", nil)
        }
        let firstSight = crossing.isFirstSight ? source(level.subject.source)?.firstSight ?? .summary : .alert
        if crossing.isFirstSight && firstSight == .quiet {
            return ("first sight: \(level.condition.rawValue); learned quietly (firstSight: \"quiet\")", nil)
        }

        var incident = open ?? Incident(id: ids.next(at: book.now), level: level.key, openedAt: book.now, told: told, toldAt: book.now)
        incident.told = edge.told
        incident.toldAt = book.now
        incident.heldUpTo = nil
        if AlertKind.restock.contains(kind) {
            for department in incident.cares.keys { incident.cares[department]?.snooze = nil }
        }
        if edge.closes {
            incident.closedAt = book.now
            incident.closed = .ok
        }
        // Where `okAbove` or `backAbove` held the edge back the condition changed before it: the edge is from what was told.
        let isLate = crossing.from == level.condition || kind == .backInStock && crossing.from != .out
        var subject = level.subject
        subject.catalogue = crossing.catalogue
        var alert = Alert(
            id: ids.next(at: book.now), incident: incident.id, kind: kind, subject: subject,
            from: isLate ? Self.condition(told) : crossing.from, to: level.condition, quantity: level.quantity, previous: crossing.previous,
            // What the platform declared without a number was not measured against our threshold.
            threshold: level.declared == nil ? crossing.threshold : .init(), since: level.since, duration: isLate ? nil : crossing.duration,
            elsewhere: level.key.aspect == .everywhere ? elsewhere(places(of: level.subject, book)) : elsewhere(level.subject, book),
            isFirstSight: crossing.isFirstSight, decidedAt: book.now)
        alert.standsInFor = crossing.standsInFor
        if alert.isDerived { alert.behind = crossing.behind }
        if alert.isEverywhere, settings.routing.desire(alert).isNothing {
            // The alerts about the places are told to whoever wants them; of their sum nothing is kept that nobody asks for.
            incident.toldAt = open?.toldAt ?? book.now
            if open != nil { book.put(incident) }
            suppressOvertaken(incident, &book)
            return ("no rule wants it of all places", nil)
        }
        // What several levels make up together is kept from its first alert on.
        if level.subject.home != nil { book.put(level) }
        book.put(incident)
        book.add(alert)
        let overtaking = suppressOvertaken(incident, &book)
        if firstSight == .summary || alert.standsInFor != nil {
            try gather(alert, saidBy: place, &book, &ids)
            return ("\(crossing.isFirstSight ? "first sight: " : "")\(level.condition.rawValue); joins the source's summary", alert.id)
        }
        try deliver(alert, after: overtaking, saidBy: place, &book, &slots, &ids, &claimed)
        let prefix = crossing.isFirstSight ? "first sight, " : ""
        return ("\(prefix)edge: \(kind.rawValue)", alert.id)
    }

    /// Declarations of one change may be stamped so many seconds apart: an order that empties a shelf raises low and out.
    private static let sameChange: TimeInterval = 60

    /// The level's open incident; one that a changed threshold has ended closes here without a word, as its number did not change.
    private func openIncident(_ crossing: Crossing, _ book: inout Book) -> Incident? {
        guard var incident = book.incident(crossing.level.key) else { return nil }
        let today = EdgeRules.edge(
            told: incident.told, condition: crossing.from, quantity: crossing.previous, okAbove: crossing.threshold.okAbove)
        guard incident.told == .low, crossing.from == .ok, today.closes else { return incident }
        incident.closedAt = book.now
        incident.closed = .ok
        incident.told = .none
        book.put(incident)
        suppressOvertaken(incident, &book)
        return nil
    }

    /// Keeps what held back that an item is there again, for the law: an end that nobody was told of must have its reason.
    private func hold(_ incident: Incident?, _ level: Level, _ backAbove: Decimal?, _ book: inout Book) {
        guard var incident, incident.told == .out else { return }
        let held = level.condition == .out ? nil : backAbove
        guard incident.heldUpTo != held else { return }
        incident.heldUpTo = held
        book.put(incident)
    }

    /// Why nothing is said.
    private func silence(_ crossing: Crossing, _ told: Incident.Told) -> String {
        let condition = crossing.level.condition.rawValue
        if crossing.isFirstSight { return "first sight: \(condition)" }
        if told == .out && crossing.level.condition != .out {
            return "no edge: out was told and ends above \(crossing.threshold.backAbove.map { "\($0)" } ?? "0")"
        }
        if told == .low && crossing.level.condition == .ok {
            return "no edge: low was told and ends above \(crossing.threshold.okAbove.map { "\($0)" } ?? "the threshold")"
        }
        let quantity = crossing.level.quantity.map { " (\($0))" } ?? ""
        return "no edge: \(crossing.from == crossing.level.condition ? "still" : "now") \(condition)\(quantity)"
    }

    /// What addresses know when there is no open incident: what the level was, told or not.
    private static func told(_ condition: Condition) -> Incident.Told {
        switch condition {
        case .out: .out
        case .low: .low
        case .ok, .unknown: .none
        }
    }

    private static func condition(_ told: Incident.Told) -> Condition {
        switch told {
        case .out: .out
        case .low: .low
        case .none: .ok
        }
    }
}
