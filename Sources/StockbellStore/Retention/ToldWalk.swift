import FoundationEssentials
import GRDB
import StockbellCore

/// Goes over alerts from the oldest on, in rounds, and removes those of incidents that are over: with their events, bodies, messages and
/// suppressions in one transaction, so that nothing that is left names what is gone.
///
/// An incident that is open or has an unfinished message is passed whole, and looked at again in the next round.
struct ToldWalk: Sendable {
    /// Incidents closed by then are old enough; the same for a whole round.
    let closedBy: Date
    /// Ids from here on are too young.
    let end: String
    /// How many alerts this round has removed.
    private(set) var removed = 0
    /// Nothing is left to look at.
    private(set) var isOver = false
    private var position = ""
    /// Incidents that were passed though they are closed, as a message was not finished: none of their later alerts may go before their
    /// earlier ones, even if it is finished meanwhile.
    private var passed: Set<String> = []

    private struct Found {
        var id: String
        var incident: String
        var event: String?
        var decidedAt: Int64
    }

    /// - Parameters:
    ///   - closedBy: when an incident must have been closed.
    init(closedBy: Date) {
        self.closedBy = closedBy
        end = ULIDTime.lowest(at: closedBy)
    }

    /// One step.
    ///
    /// - Parameter limit: the most alerts to look at.
    mutating func step(limit: Int, _ db: Database) throws {
        let found = try db.rows(
            "SELECT id, incident, event, decided_at FROM alert WHERE id > ?1 AND id < ?2 ORDER BY id LIMIT ?3", [position, end, limit]
        ) { columns in Found(id: columns.text(), incident: columns.text(), event: columns.optionalText(), decidedAt: columns.number()) }
        let start = position
        isOver = found.count < limit
        position = found.last?.id ?? position
        let incidents = JSONList(Set(found.map(\.incident))).text
        let kept = try keptIncidents(among: incidents, db)
        let going = found.filter { !kept.contains($0.incident) }
        removed += going.count
        if !going.isEmpty { try remove(going, db) }
        // Behind the last alert of a step stand its messages, of the same millisecond.
        try removeMessages(after: start, before: isOver ? end : ULIDTime.end(of: position), db)
    }

    /// Those that must stay whole: open, closed too lately, or with a message that is not finished.
    private mutating func keptIncidents(among incidents: String, _ db: Database) throws -> Set<String> {
        let young = try db.rows(
            "SELECT id FROM incident WHERE id IN (SELECT value FROM json_each(?1)) AND (closed_at IS NULL OR closed_at > ?2)",
            [incidents, closedBy.milliseconds]
        ) { $0.text() }
        let unfinished = DeliveryTable.isUnfinished
        let waiting = try db.rows(
            """
            SELECT i.id FROM json_each(?1) AS k CROSS JOIN incident AS i ON i.id = k.value CROSS JOIN delivery AS d INDEXED BY delivery_unfinished
            ON d.lease_until IS NULL AND d.level IS i.level AND d.incident = i.id AND d.\(unfinished)
            """, [incidents]
        ) { $0.text() }
        // The few that are under way stand together at the end of the index.
        let sending = try db.rows(
            """
            SELECT d.incident FROM delivery AS d INDEXED BY delivery_unfinished WHERE d.\(unfinished) AND d.lease_until IS NOT NULL
            AND d.incident IN (SELECT value FROM json_each(?1))
            """, [incidents]
        ) { $0.text() }
        let summed = try db.rows(
            """
            SELECT DISTINCT c.incident FROM json_each(?1) AS k CROSS JOIN carries AS c ON c.incident = k.value
            CROSS JOIN delivery AS d ON d.id = c.delivery AND d.\(unfinished)
            """, [incidents]
        ) { $0.text() }
        passed.formUnion(Set(waiting + sending + summed).subtracting(young))
        return passed.union(young)
    }

    private func remove(_ alerts: [Found], _ db: Database) throws {
        let list = JSONList(alerts.map(\.id)).text
        try db.run("DELETE FROM suppression WHERE alert IN (SELECT value FROM json_each(?1))", [list])
        try removeFromSummaries(alerts, list, db)
        try removeEvents(alerts.compactMap(\.event), of: list, db)
        try db.run("DELETE FROM alert WHERE id IN (SELECT value FROM json_each(?1))", [list])
        // The last alert of an incident is the one with which its addresses were told last; the earlier ones went before it. Where one batch
        // made several, the next step may have the last.
        for alert in alerts {
            try db.run(
                """
                DELETE FROM incident WHERE id = ?1 AND told_at <= ?2
                AND NOT EXISTS (SELECT 1 FROM alert AS a WHERE a.id > ?3 AND a.id < ?4 AND a.incident = ?1)
                """, [alert.incident, alert.decidedAt, position, ULIDTime.end(of: position)])
        }
    }

    /// Takes alerts out of finished summaries, and removes those that have no other.
    private func removeFromSummaries(_ alerts: [Found], _ list: String, _ db: Database) throws {
        let rows = try db.rows(
            """
            SELECT c.delivery, c.position FROM json_each(?1) AS k CROSS JOIN carries AS c ON c.incident = k.value
            WHERE c.alert IN (SELECT value FROM json_each(?2))
            """, [JSONList(Set(alerts.map(\.incident))).text, list]
        ) { columns in (delivery: columns.text(), position: columns.number()) }
        for row in rows { try db.run("DELETE FROM carries WHERE delivery = ?1 AND position = ?2", [row.delivery, row.position]) }
        for delivery in Set(rows.map(\.delivery)) {
            try db.run("DELETE FROM delivery WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM carries AS c WHERE c.delivery = ?1)", [delivery])
        }
    }

    /// Removes events, and their arrivals where no other event of them led to an alert that is left.
    ///
    /// An alert that follows from several levels names an event that is another alert's: it goes with that one.
    private func removeEvents(_ events: [String], of alerts: String, _ db: Database) throws {
        let list = JSONList(events).text
        let own = "id IN (SELECT value FROM json_each(?1)) AND alert IN (SELECT value FROM json_each(?2))"
        let arrivals = Set(try db.rows("SELECT arrival FROM event WHERE \(own)", [list, alerts]) { $0.text() })
        let going = try db.rows("SELECT id FROM event WHERE \(own)", [list, alerts]) { $0.text() }
        try AwaitedTable.forget(events: JSONList(going).text, db)
        try db.run("DELETE FROM event WHERE \(own)", [list, alerts])
        let done = try db.rows(
            """
            SELECT a.id FROM json_each(?1) AS k CROSS JOIN arrival AS a ON a.id = k.value WHERE NOT EXISTS (
                SELECT 1 FROM event AS e WHERE e.id BETWEEN a.first_event AND a.last_event AND e.arrival = a.id AND e.alert IS NOT NULL)
            """, [JSONList(arrivals).text]
        ) { $0.text() }
        try ArrivalBatch.remove(done, db)
    }

    /// Removes finished messages whose alerts are gone, and summaries of which nothing was left to say.
    private func removeMessages(after start: String, before end: String, _ db: Database) throws {
        try db.run(
            """
            DELETE FROM delivery WHERE id > ?1 AND id < ?2 AND finished_at IS NOT NULL AND CASE
                WHEN alert IS NULL THEN NOT EXISTS (SELECT 1 FROM carries AS c WHERE c.delivery = delivery.id)
                ELSE NOT EXISTS (SELECT 1 FROM alert AS a WHERE a.id = delivery.alert) END
            """, [start, end])
    }
}
