import FoundationEssentials
import GRDB
import StockbellCore

/// Levels with their open incidents.
enum LevelAudit {
    static func rows(after position: Int64, limit: Int, _ db: Database) throws -> [Auditing.Placed] {
        try db.rows(
            """
            SELECT l.id, l.source, l.item, l.place, l.is_test, l.aspect, l.platform, l.condition, l.declared, l.quantity, l.incident, i.level IS l.id,
                \(LevelTable.columns), \(IncidentTable.columns)
            FROM level AS l LEFT JOIN incident AS i ON i.id = l.incident WHERE l.id > ?1 ORDER BY l.id LIMIT ?2
            """, [position, limit]
        ) { columns in
            let number = columns.number()
            let key = SubjectColumns.readKey(&columns)
            let (platform, condition, declared, quantity) = (columns.text(), columns.text(), columns.optionalText(), columns.optionalText())
            let (named, isItsOwn): (Incident.ID?, Bool) = (columns.optionalID(), columns.flag())
            let areKnown = Condition(rawValue: condition) != nil && declared.map { Condition(rawValue: $0) != nil } ?? true
            guard areKnown, let level = LevelTable.decode(&columns), (level.quantity == nil) == (quantity == nil) else {
                let words = "platform \"\(platform)\", condition \"\(condition)\", declared \"\(declared ?? "")\", quantity \"\(quantity ?? "")\""
                return ("\(number)", .unreadable(.level, id: key.description, what: "has \(words)"))
            }
            let incident = IncidentTable.decode(&columns, level: isItsOwn ? key : nil)
            return ("\(number)", .level(AuditedLevel(level: level, named: named, incident: incident)))
        }
    }
}
