import GRDB
import StockbellCore

extension LevelTable {
    /// Made where config.json joins sources to shelves, and by no other shop: it would be one more thing to write at each first sight.
    static func prepareShelves(_ db: Database) throws {
        guard try db.number("SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = 'level_sku'") == nil else { return }
        try db.execute(sql: "CREATE INDEX level_sku ON level (sku) WHERE sku IS NOT NULL")
    }

    /// The items, and those of the same skus in the sources that are joined; as `BookKeys.reach`.
    static func items(reachedFrom items: Set<BookKeys.Item>, _ keys: BookKeys, due: [AgendaItem], _ db: Database) throws -> Set<BookKeys.Item> {
        let skus = try keys.skus.union(skus(of: items, keys.joined, db)).union(unheard(keys.silences(due), db))
        guard !skus.isEmpty else { return items }
        // What is believed of several levels together has a key without a source.
        let sources = JSONList(keys.joined.union([""]).sorted()).text
        return try Dictionary(grouping: skus, by: \.isTest).reduce(into: items) { items, group in
            let found = try db.rows(
                """
                SELECT DISTINCT l.source, l.item FROM json_each(?1) AS k CROSS JOIN level AS l INDEXED BY level_sku ON l.sku = k.value
                WHERE l.is_test = ?2 AND l.source IN (SELECT value FROM json_each(?3))
                """,
                { parameters in
                    parameters.text(JSONList(group.value.map(\.text)).text)
                    parameters.flag(group.key)
                    parameters.text(sources)
                }
            ) { columns in BookKeys.Item(source: columns.text(), item: columns.text(), isTest: group.key) }
            items.formUnion(found)
        }
    }

    private static func skus(of items: Set<BookKeys.Item>, _ joined: Set<String>, _ db: Database) throws -> Set<SKU> {
        let shared = items.filter { $0.source.isEmpty || joined.contains($0.source) }
        let groups = Dictionary(grouping: shared) { BookKeys.Item(source: $0.source, item: "", isTest: $0.isTest) }
        return try groups.reduce(into: []) { skus, group in
            let found = try db.rows(
                """
                SELECT DISTINCT l.sku FROM json_each(?3) AS k CROSS JOIN level AS l ON l.source = ?1 AND l.is_test = ?2 AND l.item = k.value
                WHERE l.sku IS NOT NULL
                """,
                { parameters in
                    parameters.text(group.key.source)
                    parameters.flag(group.key.isTest)
                    parameters.text(JSONList(group.value.map(\.item)).text)
                }
            ) { columns in SKU(text: columns.text(), isTest: group.key.isTest) }
            skus.formUnion(found)
        }
    }

    /// Skus of which a follower of a silent source says something else than that one did; once for each silence, over all that they know.
    private static func unheard(_ silent: [String: Set<String>], _ db: Database) throws -> Set<SKU> {
        try silent.reduce(into: []) { skus, silent in
            guard !silent.value.isEmpty else { return }
            let found = try db.rows(
                """
                SELECT DISTINCT f.sku, f.is_test FROM level AS f CROSS JOIN level AS l INDEXED BY level_sku ON l.sku = f.sku AND l.source = ?1
                AND l.is_test = f.is_test AND l.place_key IS f.place_key AND l.aspect IS NULL AND l.condition <> f.condition
                WHERE f.source IN (SELECT value FROM json_each(?2)) AND f.aspect IS NULL AND f.sku IS NOT NULL
                """, [silent.key, JSONList(silent.value.sorted()).text]
            ) { columns in SKU(text: columns.text(), isTest: columns.flag()) }
            skus.formUnion(found)
        }
    }
}
