import FoundationEssentials
import GRDB
import StockbellCore

/// Incidents of levels, and troubles.
///
/// Which one of a level is open stands in the level's row.
enum IncidentTable {
    static let columns = "i.id, i.trouble, i.opened_at, i.told, i.told_at, i.closed_at, i.closed, i.held_up_to, i.cares"

    static func openTroubles(_ db: Database) throws -> [Incident] {
        try db.rows("SELECT \(columns) FROM incident AS i WHERE i.trouble IS NOT NULL AND i.closed_at IS NULL") { decode(&$0, level: nil) }
    }

    /// Incidents of levels whose rows are known.
    static func incidents(_ ids: Set<Incident.ID>, of levels: [Int64: LevelKey], _ db: Database) throws -> [Incident] {
        guard !ids.isEmpty else { return [] }
        return try db.rows(
            "SELECT i.level, \(columns) FROM json_each(?1) AS k CROSS JOIN incident AS i ON i.id = k.value", [JSONList(ids).text]
        ) { columns in
            let level = levels[columns.number()]
            return decode(&columns, level: level)
        }
    }

    /// - Parameter level: the row of its level; nil for a trouble.
    static func save(_ incident: Incident, level: Int64?, _ db: Database) throws {
        try db.run(
            """
            INSERT INTO incident VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET told = excluded.told, told_at = excluded.told_at, closed_at = excluded.closed_at, closed = excluded.closed,
                held_up_to = excluded.held_up_to, cares = excluded.cares
            """
        ) { parameters in
            parameters.id(incident.id)
            parameters.number(level)
            parameters.text(incident.trouble)
            parameters.time(incident.openedAt)
            parameters.value(incident.told)
            parameters.time(incident.toldAt)
            parameters.time(incident.closedAt)
            parameters.value(incident.closed)
            parameters.decimal(incident.heldUpTo)
            parameters.text(incident.cares.isEmpty ? nil : JSONColumn.text(incident.cares))
        }
    }

    /// Of these incidents, those about which a department does something; mostly there are none, and the index is empty.
    static func cares(of incidents: Set<Incident.ID>, _ db: Database) throws -> [Incident.ID: [String: Care]] {
        guard !incidents.isEmpty else { return [:] }
        let rows = try db.rows(
            """
            SELECT id, cares FROM incident INDEXED BY incident_cares WHERE cares IS NOT NULL AND id IN (SELECT value FROM json_each(?1))
            """, [JSONList(incidents).text]
        ) { columns in
            let id: Incident.ID = columns.id()
            let cares: [String: Care] = columns.optionalText().flatMap(JSONColumn.value) ?? [:]
            return (id, cares)
        }
        return Dictionary(rows) { first, _ in first }
    }

    /// Incidents by their ids, with their levels.
    static func incidents(_ ids: Set<Incident.ID>, _ db: Database) throws -> [Incident] {
        guard !ids.isEmpty else { return [] }
        return try db.rows(
            """
            SELECT l.id IS NOT NULL, l.source, l.item, l.place, l.is_test, l.aspect, \(columns) FROM json_each(?1) AS k
            CROSS JOIN incident AS i ON i.id = k.value LEFT JOIN level AS l ON l.id = i.level
            """, [JSONList(ids).text]
        ) { columns in
            let hasLevel = columns.flag()
            let key = SubjectColumns.readKey(&columns)
            return decode(&columns, level: hasLevel ? key : nil)
        }
    }

    /// The row of the level that an incident is of; nil: it is a trouble.
    static func level(of incident: Incident.ID, _ db: Database) throws -> Int64? {
        try db.number("SELECT level FROM incident WHERE id = ?1") { $0.id(incident) }
    }

    /// nil where the row has no incident.
    static func decode(_ columns: inout ColumnReader, level: LevelKey?) -> Incident? {
        let id: Incident.ID? = columns.optionalID()
        let (trouble, openedAt, told) = (columns.optionalText(), columns.time(), columns.value() ?? Incident.Told.none)
        let (toldAt, closedAt): (Date, Date?) = (columns.time(), columns.optionalTime())
        guard let id else { return nil }
        var incident = Incident(id: id, level: level, trouble: trouble, openedAt: openedAt, told: told, toldAt: toldAt)
        incident.closedAt = closedAt
        incident.closed = columns.value()
        incident.heldUpTo = columns.decimal()
        incident.cares = columns.optionalText().flatMap(JSONColumn.value) ?? [:]
        return incident
    }
}
