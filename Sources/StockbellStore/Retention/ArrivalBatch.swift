import GRDB

/// The next arrivals of a walk, within bounds.
struct ArrivalBatch {
    let ids: [String]
    /// There are more.
    let isBehind: Bool

    /// Reads the ids behind `position` and below `end`: at most `limit` of them, and no further than to the one with which their bodies are
    /// of so many bytes.
    init(after position: String, before end: String, limit: Int, bytes: Int, _ db: Database) throws {
        let found = try db.rows(
            "SELECT id, length(body) FROM arrival WHERE id > ?1 AND id < ?2 ORDER BY id LIMIT ?3", [position, end, limit]
        ) { columns in (id: columns.text(), bytes: columns.count()) }
        var (count, sum) = (0, 0)
        while count < found.count, sum < bytes {
            sum += found[count].bytes
            count += 1
        }
        ids = found.prefix(count).map(\.id)
        isBehind = count == limit || count < found.count
    }

    /// Removes arrivals with all of their events.
    static func remove(_ arrivals: [String], _ db: Database) throws {
        guard !arrivals.isEmpty else { return }
        let list = JSONList(arrivals).text
        try AwaitedTable.forget(ofArrivals: list, db)
        try db.run(
            """
            DELETE FROM event WHERE id IN (
                SELECT e.id FROM json_each(?1) AS k CROSS JOIN arrival AS a ON a.id = k.value
                CROSS JOIN event AS e ON e.id BETWEEN a.first_event AND a.last_event AND e.arrival = a.id)
            """, [list])
        try db.run("DELETE FROM arrival WHERE id IN (SELECT value FROM json_each(?1))", [list])
    }
}
