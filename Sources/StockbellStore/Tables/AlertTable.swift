import FoundationEssentials
import GRDB
import StockbellCore

/// Alerts, with the facts as they were at the edge.
enum AlertTable {
    private static let names =
        ["id", "incident", "event", "kind"] + SubjectColumns.names + [
            "from_condition", "to_condition", "quantity", "previous", "low", "low_from", "ok_above", "ok_above_from", "since", "duration",
            "elsewhere", "is_first_sight", "trouble", "decided_at", "back_above", "back_above_from", "catalogue", "other", "stands_in_for",
        ]
    static let columns = (names + ["configuration"]).map { "a.\($0)" }.joined(separator: ", ")
    private static let insertion = """
        INSERT INTO alert (\(names.joined(separator: ", ")), configuration)
        VALUES (\(names.map { _ in "?" }.joined(separator: ", ")), (SELECT max(number) FROM configuration))
        """

    /// What follows from these events without being their own, such as that an item is out everywhere.
    ///
    /// It was made right after its event; a scan from there to the end of the millisecond, without an index.
    static func alerts(behind events: Set<StockEvent.ID>, _ db: Database) throws -> [Alert] {
        try events.sorted().flatMap { event in
            try db.rows(
                "SELECT \(columns) FROM alert AS a WHERE a.id > ?1 AND a.id < ?2 AND a.event = ?1",
                [event.string, ULIDTime.end(of: event.string)], decode)
        }
    }

    /// - Parameter event: the event that made it, or that it follows from; nil: there is none.
    static func insert(_ alert: Alert, event: StockEvent.ID?, _ db: Database) throws {
        let elsewhere = try alert.elsewhere.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        let trouble = try alert.trouble.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        let catalogue = try alert.subject.catalogue.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        let other = try alert.other.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        try db.run(insertion) { parameters in
            parameters.id(alert.id)
            parameters.id(alert.incident)
            parameters.id(event)
            parameters.value(alert.kind)
            SubjectColumns.bind(alert.subject, to: &parameters)
            parameters.value(alert.from)
            parameters.value(alert.to)
            parameters.decimal(alert.quantity)
            parameters.decimal(alert.previous)
            parameters.decimal(alert.threshold.low)
            parameters.text(alert.threshold.lowFrom)
            parameters.decimal(alert.threshold.okAbove)
            parameters.text(alert.threshold.okAboveFrom)
            parameters.time(alert.since)
            parameters.number(alert.duration.map { Int64(clampingMilliseconds: $0) })
            parameters.text(elsewhere)
            parameters.flag(alert.isFirstSight)
            parameters.text(trouble)
            parameters.time(alert.decidedAt)
            parameters.decimal(alert.threshold.backAbove)
            parameters.text(alert.threshold.backAboveFrom)
            parameters.text(catalogue)
            parameters.text(other)
            parameters.text(alert.standsInFor)
        }
    }

    static func alerts(_ ids: Set<Alert.ID>, _ db: Database) throws -> [Alert] {
        guard !ids.isEmpty else { return [] }
        return try db.rows(
            "SELECT \(columns) FROM json_each(?1) AS k CROSS JOIN alert AS a ON a.id = k.value", { $0.text(JSONList(ids.sorted()).text) }, decode)
    }

    /// What open summaries carry of these levels.
    static func inOpenSummaries(telling levels: some Sequence<Int64>, _ db: Database) throws -> [Alert] {
        try db.rows(
            """
            SELECT \(columns) FROM alert AS a WHERE a.id IN (
                SELECT c.alert FROM carries AS c JOIN delivery AS d ON d.id = c.delivery AND d.finished_at IS NULL AND d.alert IS NULL
                WHERE c.level IN (SELECT value FROM json_each(?1)))
            """, { $0.text(JSONList(levels).text) }, decode)
    }

    /// All alerts of an incident.
    ///
    /// The first of them is made with it, so they stand behind its id; a scan from there, without an index.
    static func alerts(of incident: Incident.ID, _ db: Database) throws -> [Alert] {
        try db.rows("SELECT \(columns) FROM alert AS a WHERE a.id >= ?1 AND a.incident = ?1 ORDER BY a.id", { $0.id(incident) }, decode)
    }

    /// nil where the kind or a condition is one that this program version does not know.
    static func decode(_ columns: inout ColumnReader) -> Alert? {
        let (id, incident, event): (Alert.ID, Incident.ID, StockEvent.ID?) = (columns.id(), columns.id(), columns.optionalID())
        let kind: AlertKind? = columns.value()
        var subject = SubjectColumns.read(&columns)
        let (from, to): (Condition?, Condition?) = (columns.value(), columns.value())
        let (quantity, previous) = (columns.decimal(), columns.decimal())
        var threshold = Thresholds.Decision(
            low: columns.decimal(), lowFrom: columns.optionalText(), okAbove: columns.decimal(), okAboveFrom: columns.optionalText())
        let (since, duration) = (columns.time(), columns.optionalNumber().map { TimeInterval($0) / 1000 })
        let (elsewhere, isFirstSight, trouble) = (columns.optionalText(), columns.flag(), columns.optionalText())
        let decidedAt = columns.time()
        (threshold.backAbove, threshold.backAboveFrom) = (columns.decimal(), columns.optionalText())
        subject.catalogue = value(columns.optionalText())
        let (other, standsInFor) = (columns.optionalText(), columns.optionalText())
        guard let kind, let from, let to else { return nil }
        var alert = Alert(
            id: id, incident: incident, kind: kind, subject: subject, from: from, to: to, quantity: quantity, previous: previous,
            threshold: threshold, since: since, duration: duration, elsewhere: value(elsewhere), isFirstSight: isFirstSight, trouble: value(trouble),
            decidedAt: decidedAt)
        (alert.other, alert.standsInFor) = (value(other), standsInFor)
        alert.configuration = columns.optionalNumber().map { Int(clamping: $0) }
        alert.behind = alert.isDerived ? event : nil
        return alert
    }

    private static func value<Value: Decodable>(_ text: String?) -> Value? {
        text.flatMap { try? JSONDecoder().decode(Value.self, from: Data($0.utf8)) }
    }
}
