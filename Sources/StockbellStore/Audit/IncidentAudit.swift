import GRDB
import StockbellCore

/// Incidents with their levels.
enum IncidentAudit {
    static func rows(after position: String, limit: Int, _ db: Database) throws -> [Auditing.Placed] {
        try db.rows(
            """
            SELECT i.id, i.told, i.closed, l.id IS NOT NULL, l.incident IS i.id, l.source, l.item, l.place, l.is_test, l.aspect, \(IncidentTable.columns)
            FROM incident AS i LEFT JOIN level AS l ON l.id = i.level WHERE i.id > ?1 ORDER BY i.id LIMIT ?2
            """, [position, limit]
        ) { columns in
            let (id, told, closed) = (columns.text(), columns.text(), columns.optionalText())
            let (hasLevel, isNamed) = (columns.flag(), columns.flag())
            let key = SubjectColumns.readKey(&columns)
            let isKnown = Incident.Told(rawValue: told) != nil && closed.map { Incident.Closed(rawValue: $0) != nil } ?? true
            guard isKnown, let incident = IncidentTable.decode(&columns, level: hasLevel ? key : nil) else {
                return (id, .unreadable(.incident, id: id, what: "is told as \"\(told)\" and closed as \"\(closed ?? "")\""))
            }
            return (id, .incident(AuditedIncident(incident: incident, hasLevel: hasLevel, isNamed: hasLevel && isNamed)))
        }
    }
}
