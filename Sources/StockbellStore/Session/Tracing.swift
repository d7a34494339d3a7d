import GRDB
import StockbellCore

/// Follows an id to everything that belongs to it.
struct Tracing {
    private static let tables = ["event", "arrival", "alert", "incident", "delivery"]
    private static let shortest = 6

    let db: Database

    /// nil: there is no such id, or more than one that begins so.
    func trace(_ id: String) throws -> Trace? {
        for table in Self.tables where try db.number("SELECT 1 FROM \(table) WHERE id = ?1", [id]) != nil { return try trace(id, in: table) }
        guard id.count >= Self.shortest else { return nil }
        var found: [(table: String, id: String)] = []
        for table in Self.tables {
            found += try db.rows("SELECT id FROM \(table) WHERE id >= ?1 AND id < ?2 LIMIT 2", [id, id + "\u{10FFFF}"]) { (table, $0.text()) }
        }
        guard found.count == 1, let only = found.first else { return nil }
        return try trace(only.id, in: only.table)
    }

    private func trace(_ id: String, in table: String) throws -> Trace {
        var trace = Trace()
        switch table {
        case "event": trace.events = try EventTable.events([StockEvent.ID(id)], db)
        case "arrival": trace.events = try EventTable.events(of: Arrival.ID(id), db)
        case "alert": trace.alerts = try AlertTable.alerts([Alert.ID(id)], db)
        case "incident": trace.alerts = try AlertTable.alerts(of: Incident.ID(id), db)
        default: trace.deliveries = try DeliveryTable.deliveries([Delivery.ID(id)], db)
        }
        let wanted = Set(trace.events.compactMap(\.alert) + trace.deliveries.flatMap(\.alerts))
        trace.alerts += try AlertTable.alerts(wanted, db)
        let known = Set(trace.alerts.map(\.id))
        trace.alerts += try AlertTable.alerts(behind: Set(trace.events.map(\.id)), db).filter { !known.contains($0.id) }
        let alerts = Set(trace.alerts.map(\.id))
        if trace.events.isEmpty { trace.events = try EventTable.events(behind: alerts, db) }
        let carrying = try DeliveryTable.deliveries(carrying: trace.alerts, db)
        if !carrying.isEmpty { trace.deliveries = carrying }
        trace.suppressions = try SuppressionTable.suppressions(of: alerts, db)
        return trace
    }
}
