package import FoundationEssentials

/// What became of a stock event, or of a body that held none; a row of `stockbell events`.
package struct EventRecord: Hashable, Sendable, Encodable {
    /// The law's first two lines, in one word a row.
    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        /// It changed what we believe; `reason` says with what effect.
        case applied
        case duplicate
        /// Older than what we know.
        case stale
        case ignored
        /// Waits for a reading of the platform's API.
        case waiting
        /// The body, or this statement of it, could not be understood; it is kept.
        case quarantined
    }

    /// How the reason begins of an event that waits for a reading which somebody is to ask for.
    package static let waitsForReading = "waits for a reading of the platform's API"

    package var id: StockEvent.ID
    package var arrival: Arrival.ID
    package var source: String
    /// The platform's own name of the type; nil where the body told none.
    package var type: String?
    package var item: Item?
    package var place: Place?
    package var quantity: Decimal?
    package var state: State
    /// A sentence for people: why this state.
    package var reason: String
    /// The alert that it made; nil: none.
    package var alert: Alert.ID?
    package var receivedAt: Date
    package var occurredAt: Date?
    package var isTest: Bool

    package init(
        id: StockEvent.ID, arrival: Arrival.ID, source: String, type: String?, item: Item? = nil, place: Place? = nil, quantity: Decimal? = nil,
        state: State, reason: String, alert: Alert.ID? = nil, receivedAt: Date, occurredAt: Date? = nil, isTest: Bool = false
    ) {
        self.id = id
        self.arrival = arrival
        self.source = source
        self.type = type
        self.item = item
        self.place = place
        self.quantity = quantity
        self.state = state
        self.reason = reason
        self.alert = alert
        self.receivedAt = receivedAt
        self.occurredAt = occurredAt
        self.isTest = isTest
    }
}
