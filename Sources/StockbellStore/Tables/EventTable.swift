import FoundationEssentials
import GRDB
import StockbellCore

/// What became of each stock event.
enum EventTable {
    static let columns = """
        e.id, e.arrival, e.source, e.type, e.item, e.sku, e.name, e.parent, e.place, e.place_name, e.quantity, e.state, e.reason, e.alert,
        e.received_at, e.occurred_at, e.is_test
        """

    static func insert(_ event: EventRecord, _ db: Database) throws {
        try db.run("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)") { parameters in
            parameters.id(event.id)
            parameters.id(event.arrival)
            parameters.text(event.source)
            parameters.text(event.type)
            parameters.text(event.item?.id)
            parameters.text(event.item?.sku)
            parameters.text(event.item?.name)
            parameters.text(event.item?.parent)
            parameters.text(event.place?.id)
            parameters.text(event.place?.name)
            parameters.decimal(event.quantity)
            parameters.value(event.state)
            parameters.text(event.reason)
            parameters.id(event.alert)
            parameters.time(event.receivedAt)
            parameters.time(event.occurredAt)
            parameters.flag(event.isTest)
        }
    }

    /// Writes what became of an event that had waited.
    static func update(_ resolved: Resolved, _ db: Database) throws {
        try db.run(
            """
            UPDATE event SET state = ?2, reason = ?3, alert = ?4, quantity = ?5, sku = ifnull(?6, sku), place_name = ifnull(?7, place_name) WHERE id = ?1
            """
        ) { parameters in
            parameters.id(resolved.id)
            parameters.value(resolved.state)
            parameters.text(resolved.reason)
            parameters.id(resolved.alert)
            parameters.decimal(resolved.quantity)
            parameters.text(resolved.sku)
            parameters.text(resolved.placeName)
        }
    }

    /// Writes a row over.
    static func correct(_ event: EventRecord, _ db: Database) throws {
        try db.run("DELETE FROM event WHERE id = ?1", [event.id.string])
        try insert(event, db)
    }

    /// The newest rows that fit the query's source and state, oldest first.
    static func list(_ query: RecordQuery, _ db: Database) throws -> [EventRecord] {
        let newestFirst = try db.rows(
            "SELECT \(columns) FROM event AS e WHERE (?1 IS NULL OR e.source = ?1) AND (?2 IS NULL OR e.state = ?2) ORDER BY e.id DESC LIMIT ?3",
            [query.source, query.state, max(0, query.limit)], decode)
        return newestFirst.reversed()
    }

    static func events(_ ids: Set<StockEvent.ID>, _ db: Database) throws -> [EventRecord] {
        try db.rows(
            "SELECT \(columns) FROM event AS e WHERE e.id IN (SELECT value FROM json_each(?1)) ORDER BY e.id", [JSONList(ids).text], decode)
    }

    static func events(of arrival: Arrival.ID, _ db: Database) throws -> [EventRecord] {
        try db.rows(
            """
            SELECT \(columns) FROM arrival AS a CROSS JOIN event AS e ON e.id BETWEEN a.first_event AND a.last_event AND e.arrival = a.id
            WHERE a.id = ?1 ORDER BY e.id
            """, [arrival.string], decode)
    }

    /// The events that made these alerts.
    static func events(behind alerts: Set<Alert.ID>, _ db: Database) throws -> [EventRecord] {
        try db.rows(
            "SELECT \(columns) FROM alert AS a CROSS JOIN event AS e ON e.id = a.event WHERE a.id IN (SELECT value FROM json_each(?1)) ORDER BY e.id",
            [JSONList(alerts).text], decode)
    }

    static func decode(_ columns: inout ColumnReader) -> EventRecord? {
        let id: StockEvent.ID = columns.id()
        let (arrival, source, type): (Arrival.ID, String, String?) = (columns.id(), columns.text(), columns.optionalText())
        let (item, sku, name, parent) = (columns.optionalText(), columns.optionalText(), columns.optionalText(), columns.optionalText())
        let (place, placeName, quantity) = (columns.optionalText(), columns.optionalText(), columns.decimal())
        // A state of another version: it changed nothing that this one knows of.
        let state = columns.value() ?? EventRecord.State.ignored
        return EventRecord(
            id: id, arrival: arrival, source: source, type: type, item: item.map { Item(id: $0, sku: sku, name: name, parent: parent) },
            place: place.map { Place(id: $0, name: placeName) }, quantity: quantity, state: state, reason: columns.text(),
            alert: columns.optionalID(),
            receivedAt: columns.time(), occurredAt: columns.optionalTime(), isTest: columns.flag())
    }
}
