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
    /// The key of the last event applied, for fingerprints; nil: it had none.
    package var lastKey: DedupeKey?

    package init(
        subject: Subject, quantity: Decimal? = nil, previous: Decimal? = nil, declared: Condition? = nil, condition: Condition = .unknown,
        since: Date, asOf: Date? = nil, sequence: Int64? = nil, projection: Decimal = 0, lastKey: DedupeKey? = nil
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
        self.lastKey = lastKey
    }

    package var key: LevelKey { subject.key }
}
