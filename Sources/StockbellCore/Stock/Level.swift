package import FoundationEssentials

/// What we believe of an item at a place.
package struct Level: Hashable, Sendable {
    /// The subject as last told: names and facts come and go with events.
    package var subject: Subject
    /// nil: declared without a number, or removed.
    package var quantity: Decimal?
    /// What the deciding event said the quantity was before; orders two events of one time.
    package var previous: Decimal?
    /// What the platform declared when it told no number; nil when a number decides.
    package var declared: Condition?
    package var condition: Condition
    /// Since when the condition is so, by the platform's time.
    package var since: Date
    /// The effective time of the event that decided it; nil after a removal that told no time, so that nothing is older.
    package var asOf: Date?
    package var sequence: Int64?
    /// The sum of deltas since the last number: an estimate, never a level.
    package var projection: Decimal
    /// The last change without a total, and when it came, to suspect that the next one only repeats it; nil: none came.
    package var lastChange: Change?
    /// How many changes looked like a repeat of the one before; they moved the projection all the same.
    package var suspectedRepeats: Int
    /// The key of the last event applied, for fingerprints; nil: it had none.
    package var lastKey: DedupeKey?

    /// A change without a total, as it was told.
    package struct Change: Hashable, Sendable {
        package var delta: Decimal
        package var receivedAt: Date

        package init(delta: Decimal, receivedAt: Date) {
            self.delta = delta
            self.receivedAt = receivedAt
        }
    }

    package init(
        subject: Subject, quantity: Decimal? = nil, previous: Decimal? = nil, declared: Condition? = nil, condition: Condition = .unknown,
        since: Date, asOf: Date? = nil, sequence: Int64? = nil, projection: Decimal = 0, lastChange: Change? = nil, suspectedRepeats: Int = 0,
        lastKey: DedupeKey? = nil
    ) {
        self.subject = subject
        self.quantity = quantity
        self.previous = previous
        self.declared = declared
        self.condition = condition
        self.since = since
        self.asOf = asOf
        self.sequence = sequence
        self.projection = projection
        self.lastChange = lastChange
        self.suspectedRepeats = suspectedRepeats
        self.lastKey = lastKey
    }

    package var key: LevelKey { subject.key }

    /// What it amounts to under another threshold: what was declared, else what follows from the number.
    package func condition(low: Decimal?) -> Condition {
        declared ?? Condition(quantity: quantity, threshold: low, facts: subject.facts)
    }

    /// Whether the platform keeps no such record any more; a place without a number that a change was told of is still one.
    package var isGone: Bool { condition == .unknown && lastChange == nil }
    /// The number by which it is told to be well again; nil: what is not counted is so without one.
    package var countedQuantity: Decimal? { subject.facts.isUncounted ? nil : quantity }
}
