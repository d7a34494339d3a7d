import FoundationEssentials
import GRDB
import StockbellCore

/// Summaries that gather, and the single messages that a limit counts.
extension DeliveryTable {
    /// Whether there is any that is not finished: mostly there is none, and nobody need look for what they carry.
    static func hasOpenSummaries(_ db: Database) throws -> Bool {
        try db.number("SELECT 1 FROM delivery INDEXED BY delivery_summary WHERE incident IS NULL AND \(isUnfinished) LIMIT 1") != nil
    }

    /// Summaries that nobody has written yet and that carry an alert of these levels.
    static func openSummaries(telling levels: some Sequence<Int64>, _ db: Database) throws -> [Delivery] {
        try deliveries(
            from: """
                delivery AS d WHERE d.\(isUnfinished) AND d.incident IS NULL AND d.alert IS NULL AND d.frozen_at IS NULL
                AND d.state IN ('gathering', 'pending') AND d.id IN (
                    SELECT c.delivery FROM carries AS c WHERE c.level IN (SELECT value FROM json_each(?1)))
                """, [JSONList(levels).text], db)
    }

    /// The open gathering delivery of a key; nil: there is none.
    static func gathering(_ key: GatheringKey, _ db: Database) throws -> Delivery? {
        let from = "delivery AS d WHERE d.state = 'gathering' AND d.department = ?1 AND d.channel = ?2 AND d.recipient IS ?3"
        let (what, name): (String, String) =
            switch key.gathers {
            case .firstSights(let source): ("d.gathers_for = ?4", source)
            case .digest(let schedule): ("d.gathers_for IS NULL AND d.letter = 'digest' AND d.schedule = ?4", schedule)
            case .storm(let tally): ("d.gathers_for IS NULL AND d.letter = 'storm' AND d.tally = ?4", tally.rawValue)
            case .opening(let tally), .silence(_, let tally):
                ("d.gathers_for IS NULL AND d.letter = 'summary' AND d.tally = ?4 AND d.silence IS ?5", tally.rawValue)
            }
        var arguments: [Argument] = [key.department, key.address.channel, key.address.recipient, name]
        switch key.gathers {
        case .opening: arguments.append(nil)
        case .silence(let silence, _): arguments.append(silence)
        case .firstSights, .storm, .digest: break
        }
        return try deliveries(from: "\(from) AND \(what) ORDER BY d.id LIMIT 1", arguments, db).first
    }

    private static let counted = """
        delivery AS d INDEXED BY delivery_tally WHERE d.tally = ?1 AND d.department = ?2 AND d.channel = ?3 AND d.recipient IS ?4
        AND d.created_at > ?5 AND d.letter NOT IN ('storm', 'summary', 'digest')
        """

    private static func arguments(_ key: TallyKey, _ since: Date) -> [Argument] {
        [key.tally.rawValue, key.department, key.address.channel, key.address.recipient, since.milliseconds]
    }

    /// The single messages of a key that were made after that moment and are not suppressed, with when they were made.
    static func tally(_ key: TallyKey, since: Date, _ db: Database) throws -> [Delivery.ID: Date] {
        let rows = try db.rows("SELECT d.id, d.created_at FROM \(counted) AND d.state <> 'suppressed'", arguments(key, since)) { columns in
            (columns.id() as Delivery.ID, columns.time())
        }
        return Dictionary(rows) { first, _ in first }
    }

    /// The alerts of the single messages of a key that were made within that stretch and have been tried, in the order of their birth.
    static func told(_ key: TallyKey, within stretch: ClosedRange<Date>, _ db: Database) throws -> [Alert.ID] {
        try db.rows(
            "SELECT d.alert FROM \(counted) AND d.created_at <= ?6 AND d.frozen_at IS NOT NULL AND d.alert IS NOT NULL ORDER BY d.id",
            arguments(key, stretch.lowerBound) + [stretch.upperBound.milliseconds]
        ) { columns in columns.id() }
    }

    /// Those of them that wait untried, with nothing else unfinished in their lane in their department.
    static func unsent(_ key: TallyKey, since: Date, _ db: Database) throws -> [Delivery] {
        let before = "\(inLane) AND e.department = d.department AND e.lease_until IS"
        return try deliveries(
            from: """
                \(counted) AND d.state IN ('held', 'pending') AND d.frozen_at IS NULL
                AND NOT EXISTS (\(before) NULL AND e.id < d.id) AND NOT EXISTS (\(before) NOT NULL)
                """, arguments(key, since), db)
    }

    /// Of each level's incident that was open at a moment, the newest alert that a counted message or a digest had told an address by then.
    static func toldAndOpen(department: String, address: Address, at moment: Date, _ db: Database) throws -> [Alert.ID] {
        let told = "delivery AS d INDEXED BY delivery_tally"
        let isTold = """
            d.tally IS NOT NULL AND d.department = ?1 AND d.channel = ?2 AND d.recipient IS ?3 AND d.state = 'delivered' AND d.finished_at <= ?4
            """
        return try db.rows(
            """
            SELECT max(a.id) FROM (
                SELECT d.alert FROM \(told) WHERE \(isTold) AND d.alert IS NOT NULL
                UNION ALL SELECT c.alert FROM \(told) CROSS JOIN carries AS c ON c.delivery = d.id WHERE \(isTold) AND d.alert IS NULL
            ) AS t CROSS JOIN alert AS a ON a.id = t.alert CROSS JOIN incident AS i ON i.id = a.incident
            WHERE i.level IS NOT NULL AND i.opened_at <= ?4 AND (i.closed_at IS NULL OR i.closed_at > ?4) GROUP BY a.incident
            """, [department, address.channel, address.recipient, moment.milliseconds]
        ) { columns in columns.id() }
    }
}
