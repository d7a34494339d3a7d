import FoundationEssentials
import GRDB

/// Goes over arrivals from the oldest on and empties the bodies and headers of those that led to an alert.
struct RawWalk: Sendable {
    /// All up to here was looked at.
    private(set) var position = ""

    /// One step.
    ///
    /// - Parameters:
    ///   - end: ids from here on are too young.
    ///   - limit: the most arrivals to look at.
    /// - Returns: how many bodies were emptied, and whether there are more below `end`.
    mutating func step(before end: String, limit: Int, _ db: Database) throws -> (emptied: Int, isBehind: Bool) {
        let next = try ArrivalBatch(after: position, before: end, limit: limit, bytes: QuietWalk.bytesAStep, db)
        try db.run(
            """
            UPDATE arrival SET headers = '', body = x'' WHERE id IN (
                SELECT a.id FROM json_each(?1) AS k CROSS JOIN arrival AS a ON a.id = k.value
                WHERE (length(a.body) > 0 OR a.headers <> '') AND EXISTS (
                    SELECT 1 FROM event AS e WHERE e.id BETWEEN a.first_event AND a.last_event AND e.arrival = a.id AND e.alert IS NOT NULL))
            """, [JSONList(next.ids).text])
        let emptied = next.ids.isEmpty ? 0 : db.changesCount
        position = next.ids.last ?? position
        return (emptied, next.isBehind)
    }
}
