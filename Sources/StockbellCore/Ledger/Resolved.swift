package import FoundationEssentials

/// What became of a stock event that had waited for a reading.
package struct Resolved: Hashable, Sendable {
    package var id: StockEvent.ID
    package var state: EventRecord.State
    package var reason: String
    package var alert: Alert.ID?
    package var quantity: Decimal?
    /// What the reading told of the item and the place; nil: nothing.
    package var sku: String?
    package var placeName: String?

    package init(
        id: StockEvent.ID, state: EventRecord.State, reason: String, alert: Alert.ID? = nil, quantity: Decimal? = nil, sku: String? = nil,
        placeName: String? = nil
    ) {
        self.id = id
        self.state = state
        self.reason = reason
        self.alert = alert
        self.quantity = quantity
        self.sku = sku
        self.placeName = placeName
    }

    /// The record of the event as it is from now on.
    package func applied(to record: EventRecord) -> EventRecord {
        var record = record
        (record.state, record.reason, record.alert, record.quantity) = (state, reason, alert, quantity)
        if let sku { record.item?.sku = sku }
        if let placeName { record.place?.name = placeName }
        return record
    }
}
