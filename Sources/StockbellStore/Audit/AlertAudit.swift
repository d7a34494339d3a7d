import FoundationEssentials
import GRDB
import StockbellCore

/// Alerts with their incidents, their events, and who hears of them.
enum AlertAudit {
    private typealias Heard = (alert: Alert.ID, listener: AuditedAlert.Listener)

    static func rows(after position: String, limit: Int, _ db: Database) throws -> [Auditing.Placed] {
        var placed: [Auditing.Placed] = try db.rows(
            """
            SELECT a.id, a.kind, a.from_condition, a.to_condition, a.event, i.id IS NOT NULL, i.trouble IS NOT NULL, e.alert IS a.id,
                \(AlertTable.columns)
            FROM alert AS a LEFT JOIN incident AS i ON i.id = a.incident LEFT JOIN event AS e ON e.id = a.event
            WHERE a.id > ?1 ORDER BY a.id LIMIT ?2
            """, [position, limit], decode)
        let ids = placed.compactMap { if case .alert(let alert) = $0.row { alert.id } else { nil } }
        guard let first = ids.first, let last = ids.last else { return placed }
        var carried = try grouped(near(first, last, db) + gathered(first, last, db))
        let leftOut = try grouped(suppressed(first, last, db))
        let missing = ids.filter { carried[$0] == nil && leftOut[$0] == nil }
        if !missing.isEmpty { carried.merge(try grouped(anywhere(missing, db))) { first, _ in first } }
        for index in placed.indices {
            guard case .alert(var alert) = placed[index].row else { continue }
            alert.carried = carried[alert.id] ?? []
            alert.leftOut = leftOut[alert.id] ?? []
            placed[index].row = .alert(alert)
        }
        return placed
    }

    private static func decode(_ columns: inout ColumnReader) -> Auditing.Placed? {
        let (id, kind, from, to) = (columns.text(), columns.text(), columns.text(), columns.text())
        let event: StockEvent.ID? = columns.optionalID()
        let (hasIncident, isOfTrouble, isNamed) = (columns.flag(), columns.flag(), columns.flag())
        guard let alert = AlertTable.decode(&columns) else {
            return (id, .unreadable(.alert, id: id, what: "is of kind \"\(kind)\", from \"\(from)\" to \"\(to)\""))
        }
        guard alert.kind != .trouble || alert.trouble != nil else {
            return (id, .unreadable(.alert, id: id, what: "does not say what the trouble is"))
        }
        let audited = AuditedAlert(
            id: alert.id, kind: alert.kind, decidedAt: alert.decidedAt, incident: alert.incident,
            belonging: hasIncident ? isOfTrouble ? .trouble : .level : nil, isDerived: alert.isDerived, event: event, isNamedByEvent: isNamed,
            carried: [], leftOut: [])
        return (id, .alert(audited))
    }

    /// Deliveries that carry one alert are made right after it: their ids stand behind the first one's, and in the last one's millisecond or before.
    ///
    /// Without an index, which every alert would have to pay for.
    private static func near(_ first: Alert.ID, _ last: Alert.ID, _ db: Database) throws -> [Heard] {
        try db.rows(
            "SELECT d.alert, d.department, d.channel, d.recipient FROM delivery AS d WHERE d.id > ?1 AND d.id < ?2 AND d.alert IS NOT NULL AND d.follows IS NULL",
            [first.string, "\(last.string.prefix(10))~"], decodeHeard)
    }

    private static func gathered(_ first: Alert.ID, _ last: Alert.ID, _ db: Database) throws -> [Heard] {
        try db.rows(
            """
            SELECT c.alert, d.department, d.channel, d.recipient FROM alert AS a
            CROSS JOIN carries AS c ON c.incident = a.incident AND c.alert = a.id
            CROSS JOIN delivery AS d ON d.id = c.delivery AND d.alert IS NULL AND d.follows IS NULL
            WHERE a.id BETWEEN ?1 AND ?2
            """, [first.string, last.string], decodeHeard)
    }

    private static func suppressed(_ first: Alert.ID, _ last: Alert.ID, _ db: Database) throws -> [Heard] {
        try db.rows(
            "SELECT s.alert, s.department, s.channel, s.recipient FROM suppression AS s WHERE s.alert BETWEEN ?1 AND ?2",
            [first.string, last.string],
            decodeHeard)
    }

    /// Reads all deliveries, for alerts that nobody seems to hear of.
    private static func anywhere(_ alerts: [Alert.ID], _ db: Database) throws -> [Heard] {
        try db.rows(
            """
            SELECT d.alert, d.department, d.channel, d.recipient FROM delivery AS d WHERE d.alert IN (SELECT value FROM json_each(?1)) AND d.follows IS NULL
            UNION ALL
            SELECT c.alert, d.department, d.channel, d.recipient FROM carries AS c CROSS JOIN delivery AS d ON d.id = c.delivery AND d.alert IS NULL AND d.follows IS NULL
            WHERE c.alert IN (SELECT value FROM json_each(?1))
            """, [JSONList(alerts).text], decodeHeard)
    }

    private static func decodeHeard(_ columns: inout ColumnReader) -> Heard? {
        let (alert, department, channel, recipient): (Alert.ID, String, String?, String?) = (
            columns.id(), columns.text(), columns.optionalText(), columns.optionalText()
        )
        return (alert, AuditedAlert.Listener(department: department, address: channel.map { Address(channel: $0, recipient: recipient) }))
    }

    private static func grouped(_ heard: [Heard]) -> [Alert.ID: [AuditedAlert.Listener]] {
        Dictionary(heard.map { ($0.alert, [$0.listener]) }, uniquingKeysWith: +)
    }
}
