import FoundationEssentials
import GRDB
import StockbellCore

/// Alerts: their facts in one JSON column, and beside it what is asked for.
enum AlertTable {
    /// The JSON column.
    ///
    /// `v` is the form's number, for a later program version that writes another one.
    private struct Facts: Codable {
        var v = 1
        var alert: Alert
    }

    /// - Parameter event: the event that made it; nil: a trouble.
    static func insert(_ alert: Alert, event: StockEvent.ID?, _ db: Database) throws {
        let facts = String(decoding: try JSONEncoder().encode(Facts(alert: alert)), as: UTF8.self)
        try db.run(
            "INSERT INTO alert VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                alert.id.string, alert.incident.string, event?.string, alert.kind.rawValue, alert.subject.source, alert.decidedAt.milliseconds, facts,
            ])
    }

    static func alerts(_ ids: Set<Alert.ID>, _ db: Database) throws -> [Alert] {
        guard !ids.isEmpty else { return [] }
        return try db.rows(
            "SELECT facts FROM alert WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY id", [JSONList(ids).text], decode)
    }

    /// The alerts of these incidents that a gathering delivery carries.
    static func gathered(of incidents: Set<Incident.ID>, _ db: Database) throws -> [Alert] {
        try db.rows(
            """
            SELECT facts FROM alert WHERE id IN (
                SELECT c.alert FROM carries AS c JOIN delivery AS d ON d.id = c.delivery AND d.state = 'gathering' AND d.alert IS NULL
                WHERE c.incident IN (SELECT value FROM json_each(?1)))
            """, [JSONList(incidents).text], decode)
    }

    /// All alerts of an incident.
    ///
    /// The first of them is made with it, so they stand behind its id; a scan from there, without an index.
    static func alerts(of incident: Incident.ID, _ db: Database) throws -> [Alert] {
        try db.rows("SELECT facts FROM alert WHERE id >= ?1 AND incident = ?1 ORDER BY id", [incident.string], decode)
    }

    /// nil where this program version cannot read the facts.
    private static func decode(_ columns: inout ColumnReader) -> Alert? {
        try? JSONDecoder().decode(Facts.self, from: Data(columns.text().utf8)).alert
    }
}
