package import FoundationEssentials

/// What a platform said about one item at one place, in our words; made by a source's decoder, never changed after.
package struct StockEvent: Hashable, Sendable {
    package typealias ID = Identifier<StockEvent>

    /// What kind of statement it is.
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// The quantity is so many.
        case level
        /// The quantity changed by so many; never decides a level.
        case delta
        /// The platform says "out" or "low"; a number may come with it or not.
        case declaredOut, declaredLow
        /// The platform says "in stock"; a number may come with it or not.
        case declaredBack
        /// The platform keeps no such stock record any more; that is not zero.
        case removed
        /// Something changed, without a number: needs a reading of the platform's API.
        case touched
        /// What the platform's API said when it was asked; without a quantity: that there is none.
        case reading
        /// Genuine, of no consequence for stock: `note` says why.
        case ignored
        /// One of several statements of a body, not to be understood: `note` says why, and the subject has no item.
        case unreadable
    }

    package var kind: Kind
    /// The platform's own name of the event type, verbatim.
    package var type: String
    package var subject: Subject
    /// nil: the platform gives nothing to recognise a repeat by.
    package var dedupeKey: DedupeKey?
    /// nil is not 0.
    package var quantity: Decimal?
    /// What the platform says the quantity was before; nil: not told.
    package var previous: Decimal?
    package var delta: Decimal?
    /// When it happened, where the platform vouches for the time; nil: only our own receipt is known.
    package var occurredAt: Date?
    /// Counts up per item, where the platform counts; breaks ties of time.
    package var sequence: Int64?
    /// A sentence for people on why it is ignored or waits; nil: nothing to add.
    package var note: String?

    package init(
        kind: Kind, type: String, subject: Subject, dedupeKey: DedupeKey? = nil, quantity: Decimal? = nil, previous: Decimal? = nil,
        delta: Decimal? = nil, occurredAt: Date? = nil, sequence: Int64? = nil, note: String? = nil
    ) {
        self.kind = kind
        self.type = type
        self.subject = subject
        self.dedupeKey = dedupeKey
        self.quantity = quantity
        self.previous = previous
        self.delta = delta
        self.occurredAt = occurredAt
        self.sequence = sequence
        self.note = note
    }

    /// Whether it says that there is none.
    package var saysOut: Bool {
        switch kind {
        case .declaredOut: (quantity ?? 0) <= 0
        case .reading: quantity.map { $0 <= 0 } ?? true
        case .level, .declaredLow, .declaredBack: quantity.map { $0 <= 0 } ?? false
        case .delta, .removed, .touched, .ignored, .unreadable: false
        }
    }
}
