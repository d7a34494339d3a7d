package import FoundationEssentials
package import StockbellCore

extension StockEvent {
    /// An event that tells a quantity, unless told otherwise.
    package static func make(
        _ kind: Kind = .level, subject: Subject = .make(), quantity: Decimal? = 0, previous: Decimal? = nil, delta: Decimal? = nil,
        key: DedupeKey? = nil, at time: Date? = nil
    ) -> StockEvent {
        StockEvent(
            kind: kind, type: "stock.\(kind.rawValue)", subject: subject, dedupeKey: key, quantity: quantity, previous: previous, delta: delta,
            occurredAt: time)
    }
}

extension Arrival {
    /// A small JSON body with the headers that are worth keeping.
    package static func make(
        id: Arrival.ID = Arrival.ID("01KE71DM000000000000000000"), source: String = "shop", body: String = #"{"quantity":0}"#,
        at time: Date = Date(timeIntervalSince1970: 1_767_614_400)
    ) -> Arrival {
        Arrival(
            id: id, source: source, receivedAt: time, headers: [Header(name: "content-type", value: "application/json")], body: Array(body.utf8))
    }
}

extension EventRecord {
    /// A record of an event that was applied, unless told otherwise.
    package static func make(
        id: StockEvent.ID, arrival: Arrival.ID = Arrival.ID("01KE71DM000000000000000000"), source: String = "shop", state: State = .applied,
        alert: Alert.ID? = nil, at time: Date = Date(timeIntervalSince1970: 1_767_614_400)
    ) -> EventRecord {
        EventRecord(
            id: id, arrival: arrival, source: source, type: "stock.level", item: Item(id: "77", sku: "SKU-77", name: "Item 77", parent: "7"),
            place: Place(id: "1", name: "Place 1"), quantity: Decimal(string: "2.5"), state: state, reason: "edge: out-of-stock", alert: alert,
            receivedAt: time, occurredAt: time.addingTimeInterval(-1))
    }
}
