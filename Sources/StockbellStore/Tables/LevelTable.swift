import FoundationEssentials
import GRDB
import StockbellCore

/// What we believe of each item at each place.
enum LevelTable {
    private static let columns = """
        l.source, l.item, l.place, l.is_test, l.platform, l.sku, l.name, l.parent, l.place_name, l.backorder_allowed, l.tracked, l.sellable,
        l.fulfiller, l.update_source, l.product_ids, l.quantity, l.previous, l.declared, l.condition, l.since, l.as_of, l.sequence, l.projection,
        l.key_digest, l.key_strength
        """
    private static let values = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
    /// All but the key's columns, so that an update leaves the index alone.
    private static let assignments =
        columns.split { ", \n".contains($0) }.map { $0.dropFirst(2) }.dropFirst(4).map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    private static let upsert = """
        INSERT INTO level (\(columns.split { ", \n".contains($0) }.map { $0.dropFirst(2) }.joined(separator: ", "))) VALUES (\(values))
        ON CONFLICT (source, item, is_test, ifnull(place, 0)) DO UPDATE SET \(assignments)
        """

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
                """, [source.source, source.isTest, JSONList(items.map(\.item)).text]
            ) { columns in
                let row = columns.number()
                guard let level = decode(&columns) else { return nil }
                return Found(row: row, level: level, incident: IncidentTable.decode(&columns, level: level.key))
            }
        }
    }

    static func save(_ level: Level, _ db: Database) throws {
        let (subject, facts) = (level.subject, level.subject.facts)
        let key: [Argument] = [subject.source, subject.item.id, subject.place?.id, subject.isTest, subject.platform?.rawValue ?? ""]
        let names: [Argument] = [subject.item.sku, subject.item.name, subject.item.parent, subject.place?.name]
        let known: [Argument] = [
            facts.backorderAllowed, facts.tracked, facts.sellable, facts.fulfiller, facts.updateSource,
            facts.productIDs.isEmpty ? nil : JSONList(facts.productIDs).text,
        ]
        let numbers: [Argument] = [
            level.quantity?.description, level.previous?.description, level.declared?.rawValue, level.condition.rawValue, level.since.milliseconds,
            level.asOf?.milliseconds, level.sequence, level.projection.description, level.lastKey.map { Data($0.digest) },
            level.lastKey?.strength.rawValue,
        ]
        try db.run(upsert, key + names + known + numbers)
    }

    /// The row of a level; nil: it was never stored.
    static func row(of key: LevelKey, _ db: Database) throws -> Int64? {
        try db.number(
            "SELECT id FROM level WHERE source = ?1 AND item = ?2 AND is_test = ?3 AND ifnull(place, 0) = ifnull(?4, 0)",
            [key.source, key.item, key.isTest, key.place])
    }

    /// Writes which incident of a level is open.
    static func note(_ incident: Incident, row: Int64, _ db: Database) throws {
        if incident.isOpen {
            try db.run("UPDATE level SET incident = ?2 WHERE id = ?1 AND incident IS NOT ?2", [row, incident.id.string])
        } else {
            try db.run("UPDATE level SET incident = NULL WHERE id = ?1 AND incident = ?2", [row, incident.id.string])
        }
    }

    /// nil where the platform is one that this program version does not know: the level is then as if never seen.
    private static func decode(_ columns: inout ColumnReader) -> Level? {
        let (source, item, place, isTest) = (columns.text(), columns.text(), columns.optionalText(), columns.flag())
        let platform: Platform? = columns.value()
        let (sku, name, parent, placeName) = (columns.optionalText(), columns.optionalText(), columns.optionalText(), columns.optionalText())
        let facts = StockFacts(
            backorderAllowed: columns.optionalFlag(), tracked: columns.optionalFlag(), sellable: columns.optionalFlag(),
            fulfiller: columns.optionalText(), updateSource: columns.optionalText(), productIDs: list(columns.optionalText()))
        let (quantity, previous, declared): (Decimal?, Decimal?, Condition?) = (columns.decimal(), columns.decimal(), columns.value())
        let condition = columns.value() ?? Condition.unknown
        let (since, asOf, sequence) = (columns.time(), columns.optionalTime(), columns.optionalNumber())
        let (projection, digest, strength): (Decimal, [UInt8]?, DedupeKey.Strength?) = (columns.decimal() ?? 0, columns.bytes(), columns.value())
        guard let platform else { return nil }
        let key = digest.flatMap { digest in strength.map { DedupeKey(digest: digest, strength: $0) } }
        let subject = Subject(
            source: source, platform: platform, item: Item(id: item, sku: sku, name: name, parent: parent),
            place: place.map { Place(id: $0, name: placeName) }, facts: facts, isTest: isTest)
        return Level(
            subject: subject, quantity: quantity, previous: previous, declared: declared, condition: condition, since: since, asOf: asOf,
            sequence: sequence, projection: projection, lastKey: key)
    }

    private static func list(_ text: String?) -> [String] {
        text.flatMap { try? JSONDecoder().decode([String].self, from: Data($0.utf8)) } ?? []
    }
}
