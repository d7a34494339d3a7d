import FoundationEssentials
import GRDB
import StockbellCore

extension DeliveryTable {
    static func deliveries(_ ids: Set<Delivery.ID>, _ db: Database) throws -> [Delivery] {
        guard !ids.isEmpty else { return [] }
        return try deliveries(from: "json_each(?1) AS k CROSS JOIN delivery AS d ON d.id = k.value", [JSONList(ids).text], db)
    }

    /// Unfinished deliveries of these levels' incidents, open or closed.
    static func unfinished(at levels: some Sequence<Int64>, _ db: Database) throws -> [Delivery] {
        let list = JSONList(levels).text
        let waiting = try deliveries(
            from: """
                json_each(?1) AS k CROSS JOIN delivery AS d INDEXED BY delivery_unfinished ON d.lease_until IS NULL AND d.level = k.value
                WHERE d.\(isUnfinished)
                """, [list], db)
        // The few that are under way stand together at the end of the index.
        let sending = try deliveries(
            from: """
                delivery AS d INDEXED BY delivery_unfinished
                WHERE d.\(isUnfinished) AND d.lease_until IS NOT NULL AND d.level IN (SELECT value FROM json_each(?1))
                """, [list], db)
        return waiting + sending
    }

    /// Unfinished deliveries of these troubles.
    static func unfinished(ofTroubles incidents: Set<Incident.ID>, _ db: Database) throws -> [Delivery] {
        let from = """
            delivery AS d INDEXED BY delivery_unfinished
            WHERE d.\(isUnfinished) AND d.level IS NULL AND d.incident IN (SELECT value FROM json_each(?1)) AND d.lease_until
            """
        let list = JSONList(incidents).text
        return try deliveries(from: "\(from) IS NULL", [list], db) + deliveries(from: "\(from) IS NOT NULL", [list], db)
    }

    /// The unfinished deliveries `e` of the lane of a delivery `d`; what one department holds back does not hold up another.
    static let inLane = """
        SELECT 1 FROM delivery AS e INDEXED BY delivery_unfinished WHERE e.\(isUnfinished) AND e.level IS d.level
        AND (d.level IS NOT NULL OR e.incident = d.incident) AND e.channel = d.channel AND e.recipient IS d.recipient AND e.state <> 'gathering'
        AND NOT (e.state = 'held' AND e.follows IS NOT NULL) AND (e.state <> 'held' OR e.department = d.department)
        """

    /// The pending deliveries of a channel that are due, first in their lane and not held back by a pause of a part of the channel, oldest first.
    ///
    /// A lane is a level's messages, or a trouble's, to one address: nothing of it goes while something earlier waits or anything is under way.
    static func claimable(on channel: String, limit: Int, now: Date, pauses: [Pause], _ db: Database) throws -> [Delivery] {
        let held = Held(pauses.filter { $0.holds(at: now) }, on: channel)
        return try deliveries(
            from: """
                delivery AS d INDEXED BY delivery_pending WHERE d.state = 'pending' AND d.channel = ?1 AND d.due_at <= ?2\(held.condition)
                AND NOT EXISTS (\(inLane) AND e.lease_until IS NULL AND e.id < d.id) AND NOT EXISTS (\(inLane) AND e.lease_until IS NOT NULL)
                ORDER BY d.due_at, d.id LIMIT ?3
                """, [channel, now.milliseconds, max(0, limit)] + held.arguments, db)
    }

    /// What pauses hold back of a channel, as a condition; nothing at all in the usual case.
    private struct Held {
        var condition = ""
        var arguments: [Argument] = []

        init(_ pauses: [Pause], on channel: String) {
            var (departments, recipients): ([String], [String]) = ([], [])
            for pause in pauses {
                switch pause.scope {
                case .all, .channel: break
                case .department(let name): departments.append(name)
                case .address(let address): if address.channel == channel { recipients.append(address.recipient ?? "") }
                }
            }
            guard !departments.isEmpty || !recipients.isEmpty else { return }
            condition = """
                 AND d.department NOT IN (SELECT value FROM json_each(?4)) AND ifnull(d.recipient, '') NOT IN (SELECT value FROM json_each(?5))
                """
            arguments = [JSONList(departments).text, JSONList(recipients).text]
        }
    }

    /// When the next delivery of a channel becomes due that is not yet; nil: none.
    static func nextPending(on channel: String, now: Date, _ db: Database) throws -> Date? {
        try db.number(
            "SELECT min(due_at) FROM delivery WHERE state = 'pending' AND channel = ?1 AND due_at > ?2", [channel, now.milliseconds]
        ).map(Date.init(milliseconds:))
    }

    /// Held and gathering deliveries whose time has come, oldest first.
    static func due(now: Date, _ db: Database) throws -> [Delivery] {
        try deliveries(
            from: "delivery AS d WHERE d.state IN ('held', 'gathering') AND d.due_at <= ?1 ORDER BY d.due_at, d.id", [now.milliseconds], db)
    }

    /// Held and gathering deliveries that wait for the end of these silences.
    static func waiting(for silences: Set<String>, _ db: Database) throws -> [Delivery] {
        guard !silences.isEmpty else { return [] }
        return try deliveries(
            from: "delivery AS d WHERE d.state IN ('held', 'gathering') AND d.silence IN (SELECT value FROM json_each(?1))",
            [JSONList(silences).text], db)
    }

    /// What is under way with its lease over at that time; nil: all that is under way.
    static func sending(until now: Date?, _ db: Database) throws -> [Delivery] {
        try deliveries(
            from: """
                delivery AS d INDEXED BY delivery_unfinished
                WHERE d.\(isUnfinished) AND d.lease_until IS NOT NULL AND d.lease_until <= ?1 ORDER BY d.id
                """, [now?.milliseconds ?? Int64.max], db)
    }

    /// The newest rows that fit the query, oldest first.
    static func list(_ query: RecordQuery, _ db: Database) throws -> [Delivery] {
        let newestFirst = try deliveries(
            from: """
                delivery AS d WHERE (?1 IS NULL OR d.state = ?1) AND (?2 IS NULL OR d.department = ?2) AND (?3 IS NULL OR d.channel = ?3)
                AND (?4 IS NULL OR ifnull(d.gathers_for, (SELECT ifnull(json_extract(a.said_by, '$[0]'), a.source) FROM alert AS a WHERE a.id = d.alert)) = ?4)
                ORDER BY d.id DESC LIMIT ?5
                """, [query.state, query.department, query.channel, query.source, max(0, query.limit)], db)
        return newestFirst.reversed()
    }

    /// All deliveries that carry one of these alerts.
    ///
    /// A delivery is made after its alert, so they stand behind its id; a scan from there.
    static func deliveries(carrying alerts: [Alert], _ db: Database) throws -> [Delivery] {
        guard let first = alerts.map(\.id).min() else { return [] }
        let list = JSONList(alerts.map(\.id)).text
        let single = try deliveries(
            from: "delivery AS d WHERE d.id >= ?1 AND d.alert IN (SELECT value FROM json_each(?2))", [first.string, list], db)
        let several = try deliveries(
            from: """
                delivery AS d WHERE d.alert IS NULL AND d.id IN (
                    SELECT c.delivery FROM carries AS c WHERE c.incident IN (SELECT value FROM json_each(?1))
                    AND c.alert IN (SELECT value FROM json_each(?2)))
                """, [JSONList(Set(alerts.map(\.incident))).text, list], db)
        return (single + several).sorted { $0.id < $1.id }
    }

    static func countUnfinished(_ db: Database) throws -> Int {
        try Int(clamping: db.number("SELECT count(*) FROM delivery WHERE \(isUnfinished)") ?? 0)
    }

    /// When there is something to do next.
    static func agenda(_ db: Database) throws -> Agenda {
        // One seek a channel, however many rows wait.
        let pending = try db.rows(
            """
            WITH RECURSIVE known (channel) AS (
                SELECT min(channel) FROM delivery WHERE state = 'pending'
                UNION ALL
                SELECT (SELECT min(d.channel) FROM delivery AS d WHERE d.state = 'pending' AND d.channel > known.channel) FROM known
                WHERE known.channel IS NOT NULL)
            SELECT channel, (SELECT min(d.due_at) FROM delivery AS d WHERE d.state = 'pending' AND d.channel = known.channel) FROM known
            WHERE channel IS NOT NULL
            """
        ) { columns in (columns.text(), columns.time()) }
        let waiting = try db.number("SELECT min(due_at) FROM delivery WHERE state IN ('held', 'gathering')").map(Date.init(milliseconds:))
        let held = [waiting, try AgendaTable.next(db)].compactMap { $0 }.min()
        let lease = try db.number("SELECT min(lease_until) FROM delivery WHERE \(isUnfinished) AND lease_until IS NOT NULL")
        return Agenda(
            pending: Dictionary(pending) { first, _ in first }, held: held, lease: lease.map(Date.init(milliseconds:)))
    }
}
