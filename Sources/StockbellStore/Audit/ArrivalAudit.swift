import GRDB
import StockbellCore

/// Arrivals with the states of their events.
enum ArrivalAudit {
    static func rows(after position: String, limit: Int, _ db: Database) throws -> [Auditing.Placed] {
        try db.rows(
            """
            SELECT a.id, a.verdict, a.received_at, (
                SELECT group_concat(DISTINCT e.state) FROM event AS e
                WHERE e.id BETWEEN a.first_event AND a.last_event AND e.arrival = a.id)
            FROM arrival AS a WHERE a.id > ?1 ORDER BY a.id LIMIT ?2
            """, [position, limit]
        ) { columns in
            let (id, verdict, receivedAt): (Arrival.ID, String, _) = (columns.id(), columns.text(), columns.time())
            let states = columns.text().split(separator: ",").compactMap { EventRecord.State(rawValue: String($0)) }
            guard let known = Arrival.Verdict(rawValue: verdict) else {
                return (id.string, .unreadable(.arrival, id: id.string, what: "is kept as \"\(verdict)\""))
            }
            return (id.string, .arrival(AuditedArrival(id: id, receivedAt: receivedAt, verdict: known, states: Set(states))))
        }
    }
}
