package import FoundationEssentials

/// The rules of truth for one level: what an event does to what we believe.
///
/// Pure.
package enum LevelRules {
    /// What an event did.
    package enum Effect: Hashable, Sendable {
        /// The level as it is now, and what it was before the event in today's terms.
        case changed(Level, from: Condition, previous: Decimal?, isFirstSight: Bool)
        /// The level as it is now; its condition is not decided by this event.
        case noted(Level, reason: String)
        /// Older than what is known: no effect.
        case stale(reason: String)
    }

    /// Applies an event that speaks of a level, a change or a removal.
    ///
    /// - Parameters:
    ///   - level: what is known; nil: never seen.
    ///   - low: the threshold of today's configuration.
    ///   - receivedAt: our own time, which never steps back.
    package static func apply(_ event: StockEvent, to level: Level?, low: Decimal?, receivedAt: Date) -> Effect {
        let (effective, asOf) = moment(event, level, receivedAt)
        switch event.kind {
        case .delta: return project(event, level, effective, receivedAt)
        case .removed: return remove(event, level, effective, asOf)
        case .level, .reading, .declaredOut, .declaredLow, .declaredBack, .touched, .ignored, .unreadable: break
        }
        if let level, let reason = staleness(event, level, effective) { return .stale(reason: reason) }
        let declared = declaration(event)
        if let level, declared == .low, level.condition == .out, level.asOf == effective {
            return .noted(level, reason: "declared low at the moment it ran out: out says more")
        }
        // The number of an item that is not counted any more says nothing.
        if var level, declared == .ok, (level.quantity ?? 0) > 0, event.subject.facts.tracked != false {
            level.subject = merged(event, level)
            return .noted(level, reason: "declared in stock, which is known already: its number says more")
        }
        if let level, level.quantity != nil, declared != nil, level.asOf == effective, level.condition(low: low) == declared {
            return .noted(level, reason: "declares what the number of that moment says")
        }
        let subject = merged(event, level)
        let condition = declared ?? Condition(quantity: event.quantity, threshold: low, facts: subject.facts)
        let before = conditionBefore(event, level, low)
        // A declaration is an edge by itself, even where nothing is known of the item.
        let isFirstSight = before == .unknown && event.previous == nil && (event.kind == .level || event.kind == .reading)
        let changed = Level(
            subject: subject, quantity: event.quantity, previous: event.previous, declared: declared, condition: condition,
            since: condition == before ? level?.since ?? asOf : asOf, asOf: asOf, sequence: event.sequence,
            lastChange: level?.lastChange, suspectedRepeats: level?.suspectedRepeats ?? 0, lastKey: event.dedupeKey)
        return .changed(changed, from: before, previous: level?.quantity ?? event.previous, isFirstSight: isFirstSight)
    }

    /// The same declaration after so many seconds, under another id, is another change: in between there was stock again that nobody told of.
    private static let anotherChange: TimeInterval = 300

    /// Whether a platform that tells neither numbers nor what is in stock again declares an item out anew.
    package static func isRenewed(_ event: StockEvent, _ level: Level?, receivedAt: Date) -> Bool {
        guard event.kind == .declaredOut, event.quantity == nil, event.subject.platform?.declaresBack != true, let level,
            level.declared == .out, let asOf = level.asOf
        else { return false }
        return moment(event, level, receivedAt).effective.timeIntervalSince(asOf) > anotherChange
    }

    /// When an event counts as having happened: by the platform's time, but never after we received it; and the time that is kept of it.
    ///
    /// Our own time is kept to the second: most platforms count no finer, and what they say next of the same second must not look older.
    private static func moment(_ event: StockEvent, _ level: Level?, _ receivedAt: Date) -> (effective: Date, asOf: Date) {
        if let occurredAt = event.occurredAt?.inMilliseconds, occurredAt <= receivedAt { return (occurredAt, occurredAt) }
        let second = Date(timeIntervalSinceReferenceDate: receivedAt.timeIntervalSinceReferenceDate.rounded(.down))
        return (receivedAt, max(level?.asOf ?? second, second))
    }

    /// How far the platform's clock is ahead, in a sentence; nil: not by more than five minutes, which is nothing to speak of.
    package static func skew(_ event: StockEvent, receivedAt: Date) -> String? {
        guard let ahead = event.occurredAt?.timeIntervalSince(receivedAt), ahead > 300 else { return nil }
        return "its time is \(Int(min(ahead / 60, 1e9))) min ahead of ours, so ours counts"
    }

    /// The condition before an event, in terms of today's threshold: a changed configuration makes no edge of its own.
    private static func conditionBefore(_ event: StockEvent, _ level: Level?, _ low: Decimal?) -> Condition {
        guard let level, level.condition != .unknown else {
            return Condition(quantity: event.previous, threshold: low, facts: event.subject.facts)
        }
        return level.condition(low: low)
    }

    /// What a declaration without a number says; nil when a number decides.
    private static func declaration(_ event: StockEvent) -> Condition? {
        guard event.quantity == nil else { return nil }
        return switch event.kind {
        case .declaredOut, .reading: .out
        case .declaredBack: .ok
        default: .low
        }
    }

    /// Order by (effective time, sequence, chain of `previous`, arrival); nil: it is not older.
    private static func staleness(_ event: StockEvent, _ level: Level, _ effective: Date) -> String? {
        guard let asOf = level.asOf else { return nil }
        if effective < asOf { return "older than the level of \(asOf.formatted(.iso8601))" }
        guard effective == asOf else { return nil }
        if let sequence = event.sequence, let known = level.sequence, sequence != known {
            return sequence < known ? "sequence \(sequence) comes before \(known)" : nil
        }
        guard let quantity = event.quantity, quantity != level.quantity else { return nil }
        if event.previous != nil, event.previous == level.quantity { return nil }
        if level.previous == quantity { return "the level that follows it is known already" }
        return nil
    }

    /// A platform that gives its changes neither an id nor a time sends one again within so many seconds, as far as we know.
    private static let repeatSpan: TimeInterval = 600

    /// Deltas move a projection that the next number overrides.
    ///
    /// Two sales of one piece look alike, so what may be a repeat counts; that it may be one is counted too.
    private static func project(_ event: StockEvent, _ level: Level?, _ effective: Date, _ receivedAt: Date) -> Effect {
        if event.occurredAt != nil, let level, let reason = staleness(event, level, effective) { return .stale(reason: reason) }
        var level = level ?? Level(subject: event.subject, since: effective)
        level.subject = merged(event, level)
        let delta = event.delta ?? 0
        level.projection += delta
        let last = level.lastChange.flatMap { $0.delta == delta && event.dedupeKey == nil ? receivedAt.timeIntervalSince($0.receivedAt) : nil }
        let gap = last.flatMap { $0 <= repeatSpan ? Int($0) : nil }
        if gap != nil { level.suspectedRepeats = level.suspectedRepeats.addingReportingOverflow(1).partialValue }
        level.lastChange = Level.Change(delta: delta, receivedAt: receivedAt)
        let change = delta > 0 ? "+\(delta)" : "\(delta)"
        let doubt = gap.map { ", or the one of \($0) s before once more" } ?? ""
        let estimate = level.quantity.map { "about \($0 + level.projection) by projection" } ?? "the level stays unknown until a number comes"
        return .noted(level, reason: "a change of \(change)\(doubt): \(estimate); a change alone never decides a level")
    }

    /// A removed record is unknown, not zero; the next number is a first sight again.
    ///
    /// A removal that tells its time makes what happened before it stale, like any event; beside one that tells none nothing is older.
    private static func remove(_ event: StockEvent, _ level: Level?, _ effective: Date, _ asOf: Date) -> Effect {
        let isTimed = event.occurredAt != nil
        if isTimed, let level, let reason = staleness(event, level, effective) { return .stale(reason: reason) }
        let removed = Level(
            subject: merged(event, level), since: effective, asOf: isTimed ? asOf : nil, sequence: isTimed ? event.sequence : nil,
            suspectedRepeats: level?.suspectedRepeats ?? 0, lastKey: event.dedupeKey)
        return .changed(removed, from: level?.condition ?? .unknown, previous: level?.quantity, isFirstSight: false)
    }

    private static func merged(_ event: StockEvent, _ level: Level?) -> Subject {
        var subject = event.subject
        guard let known = level?.subject else { return subject }
        subject.facts = known.facts.updated(by: subject.facts)
        subject.item.sku = subject.item.sku ?? known.item.sku
        subject.item.name = subject.item.name ?? known.item.name
        subject.item.parent = subject.item.parent ?? known.item.parent
        // A name that config.json gave is not the platform's.
        if subject.place?.name == nil, known.place?.key == nil { subject.place?.name = known.place?.name }
        return subject
    }
}
