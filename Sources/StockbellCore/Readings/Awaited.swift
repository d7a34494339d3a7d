package import FoundationEssentials

/// A stock event that wants a reading of its platform's API; kept until one answers it.
package struct Awaited: Hashable, Sendable, Identifiable {
    /// The most that are decided without a reading in one transaction.
    package static let mostOverdue = 200

    package var id: StockEvent.ID
    /// What it is about; without a place: at every place that the item has.
    package var key: LevelKey
    /// The product that the item belongs to; nil when not told.
    package var parent: String?
    /// What the platform said without a number; nil: only that something changed.
    package var declared: Condition?
    package var occurredAt: Date?
    /// Whether the event itself waits; else it was applied, and only its number is wanted.
    package var isWaiting: Bool
    /// Only a reading that was asked for after it answers it.
    package var since: Date
    /// Not to be asked for before.
    package var askAt: Date
    /// When it is decided without a reading; nil: never, or it was.
    package var deadline: Date?
    /// A reading contradicted what was told; the next one decides.
    package var isDoubted: Bool

    package init(
        id: StockEvent.ID, key: LevelKey, parent: String? = nil, declared: Condition? = nil, occurredAt: Date? = nil, isWaiting: Bool = true,
        since: Date, askAt: Date? = nil, deadline: Date? = nil, isDoubted: Bool = false
    ) {
        self.id = id
        self.key = key
        self.parent = parent
        self.declared = declared
        self.occurredAt = occurredAt
        self.isWaiting = isWaiting
        self.since = since
        self.askAt = askAt ?? since
        self.deadline = deadline
        self.isDoubted = isDoubted
    }
}
