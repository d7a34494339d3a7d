import FoundationEssentials
import GRDB
import StockbellCore

/// What we believe of each item at each place.
enum LevelTable {
    private static let names =
        SubjectColumns.names + [
            "quantity", "previous", "declared", "condition", "since", "as_of", "sequence", "projection", "key_digest", "key_strength",
            "last_change", "last_change_at", "suspected_repeats",
        ]
    static let columns = names.map { "l.\($0)" }.joined(separator: ", ")
    /// All but the key's columns, so that an update leaves the index alone.
    private static let assignments = assignments { _ in true }
    private static let change = change(assignments)
    /// Leaves the index over sku alone, too, where there is one.
    private static let changeOfTheSameSKU = change(assignments { $0 != "sku" })
    /// Somebody may have made the row since, or the work did not ask for it.
    private static let upsert = """
        INSERT INTO level (\(names.joined(separator: ", ")), incident) VALUES (\(names.map { _ in "?" }.joined(separator: ", ")), ?)
        ON CONFLICT (source, item, is_test, ifnull(place, 0), ifnull(aspect, 0)) DO UPDATE SET \(assignments), incident = ifnull(excluded.incident, incident)
        RETURNING id
        """

    private static func assignments(_ isWanted: (String) -> Bool) -> String {
        names.enumerated().dropFirst(SubjectColumns.keyCount).filter { isWanted($1) }.map { "\($1) = ?\($0 + 1)" }.joined(separator: ", ")
    }

    private static func change(_ assignments: String) -> String {
        "UPDATE level SET \(assignments), incident = ?\(names.count + 1) WHERE id = ?\(names.count + 2)"
    }

    /// A level with its row and its open incident.
    struct Found {
        var row: Int64
        var level: Level
        var incident: Incident?
    }

    /// The items' levels at all their places.
    static func levels(of items: Set<BookKeys.Item>, _ db: Database) throws -> [Found] {
        let sources = Dictionary(grouping: items) { BookKeys.Item(source: $0.source, item: "", isTest: $0.isTest) }
        return try sources.flatMap { source, items in
            try db.rows(
                """
                SELECT l.id, \(columns), \(IncidentTable.columns) FROM json_each(?3) AS k
                CROSS JOIN level AS l ON l.source = ?1 AND l.is_test = ?2 AND l.item = k.value
                LEFT JOIN incident AS i ON i.id = l.incident
                """,
                { parameters in
                    parameters.text(source.source)
                    parameters.flag(source.isTest)
                    parameters.text(JSONList(items.map(\.item)).text)
                }
            ) { columns in
                let row = columns.number()
                guard let level = decode(&columns) else { return nil }
                return Found(row: row, level: level, incident: IncidentTable.decode(&columns, level: level.key))
            }
        }
    }

    /// All levels of a source that are no test's.
    static func levels(of source: String, _ db: Database) throws -> [Level] {
        try db.rows("SELECT \(columns) FROM level AS l WHERE l.source = ?1 AND l.is_test = 0 AND l.aspect IS NULL", { $0.text(source) }, decode)
    }

    /// Writes a level over its row.
    ///
    /// - Parameter sku: the one that the row has.
    static func update(_ level: Level, row: Int64, sku: String?, incident: Incident.ID?, _ db: Database) throws {
        try db.run(sku == level.subject.item.sku ? changeOfTheSameSKU : change) { parameters in
            bind(level, to: &parameters)
            parameters.id(incident)
            parameters.number(row)
        }
    }

    /// Writes a level whose row is not known.
    ///
    /// - Parameter incident: the open one; nil: the row keeps what it has.
    /// - Returns: its row.
    static func save(_ level: Level, incident: Incident.ID?, _ db: Database) throws -> Int64 {
        let row = try db.number(upsert) { parameters in
            bind(level, to: &parameters)
            parameters.id(incident)
        }
        return row ?? 0
    }

    private static func bind(_ level: Level, to parameters: inout Parameters) {
        SubjectColumns.bind(level.subject, to: &parameters)
        parameters.decimal(level.quantity)
        parameters.decimal(level.previous)
        parameters.value(level.declared)
        parameters.value(level.condition)
        parameters.time(level.since)
        parameters.time(level.asOf)
        parameters.number(level.sequence)
        parameters.decimal(level.projection)
        parameters.bytes(level.lastKey?.digest)
        parameters.value(level.lastKey?.strength)
        parameters.decimal(level.lastChange?.delta)
        parameters.time(level.lastChange?.receivedAt)
        parameters.number(Int64(level.suspectedRepeats))
    }

    /// The row of a level; nil: it was never stored.
    static func row(of key: LevelKey, _ db: Database) throws -> Int64? {
        try db.number(
            """
            SELECT id FROM level WHERE source = ?1 AND item = ?2 AND is_test = ?3 AND ifnull(place, 0) = ifnull(?4, 0)
            AND ifnull(aspect, 0) = ifnull(?5, 0)
            """, [key.source, key.item, key.isTest, key.place, key.aspect == .stock ? nil : key.aspect.rawValue])
    }

    /// Writes which incident of a level is open, where the level itself did not change.
    static func note(_ incident: Incident, row: Int64, _ db: Database) throws {
        if incident.isOpen {
            try db.run("UPDATE level SET incident = ?2 WHERE id = ?1 AND incident IS NOT ?2", [row, incident.id.string])
        } else {
            try db.run("UPDATE level SET incident = NULL WHERE id = ?1 AND incident = ?2", [row, incident.id.string])
        }
    }

    /// nil where the platform is one that this program version does not know: the level is then as if never seen.
    static func decode(_ columns: inout ColumnReader) -> Level? {
        let subject = SubjectColumns.read(&columns)
        let (quantity, previous, declared): (Decimal?, Decimal?, Condition?) = (columns.decimal(), columns.decimal(), columns.value())
        let condition = columns.value() ?? Condition.unknown
        let (since, asOf, sequence) = (columns.time(), columns.optionalTime(), columns.optionalNumber())
        let (projection, digest, strength): (Decimal, [UInt8]?, DedupeKey.Strength?) = (columns.decimal() ?? 0, columns.bytes(), columns.value())
        let (delta, receivedAt, repeats) = (columns.decimal(), columns.optionalTime(), columns.optionalNumber() ?? 0)
        guard subject.platform != nil else { return nil }
        let change = delta.flatMap { delta in receivedAt.map { Level.Change(delta: delta, receivedAt: $0) } }
        let key = digest.flatMap { digest in strength.map { DedupeKey(digest: digest, strength: $0) } }
        return Level(
            subject: subject, quantity: quantity, previous: previous, declared: declared, condition: condition, since: since, asOf: asOf,
            sequence: sequence, projection: projection, lastChange: change, suspectedRepeats: Int(clamping: repeats), lastKey: key)
    }
}
