import GRDB
import StockbellCore

/// Events with their arrivals and alerts.
enum EventAudit {
    static func rows(after position: String, limit: Int, _ db: Database) throws -> [Auditing.Placed] {
        try db.rows(
            """
            SELECT e.id, e.state, a.source, e.id BETWEEN a.first_event AND a.last_event, t.event IS e.id,
                EXISTS (SELECT 1 FROM awaited AS w WHERE w.source = e.source AND w.item = e.item AND w.event = e.id), \(EventTable.columns)
            FROM event AS e LEFT JOIN arrival AS a ON a.id = e.arrival LEFT JOIN alert AS t ON t.id = e.alert
            WHERE e.id > ?1 ORDER BY e.id LIMIT ?2
            """, [position, limit]
        ) { columns in
            let (id, state, source) = (columns.text(), columns.text(), columns.optionalText())
            let (isListed, isNamedBack, isAwaited) = (columns.flag(), columns.flag(), columns.flag())
            guard EventRecord.State(rawValue: state) != nil, let event = EventTable.decode(&columns) else {
                return (id, .unreadable(.event, id: id, what: "has the state \"\(state)\""))
            }
            return (id, .event(AuditedEvent(event: event, arrivalSource: source, isListed: isListed, isNamedBack: isNamedBack, isAwaited: isAwaited)))
        }
    }
}
