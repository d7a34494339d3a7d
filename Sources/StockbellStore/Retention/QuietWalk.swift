import FoundationEssentials
import GRDB

/// Goes over arrivals from the oldest on and removes those that led to no alert, each with all of its events.
///
/// What led to an alert is passed once and then left behind: it goes with its alert.
struct QuietWalk: Sendable {
    /// So many bytes of bodies are enough for one step: to free a large one, all its pages are read.
    static let bytesAStep = 1 << 20

    /// All up to here was looked at.
    private(set) var position = ""

    /// One step.
    ///
    /// - Parameters:
    ///   - end: ids from here on are too young.
    ///   - limit: the most arrivals to look at.
    /// - Returns: how many arrivals were removed, and whether there are more below `end`.
    mutating func step(before end: String, limit: Int, _ db: Database) throws -> (removed: Int, isBehind: Bool) {
        let next = try ArrivalBatch(after: position, before: end, limit: limit, bytes: Self.bytesAStep, db)
        let quiet = try db.rows(
            """
            SELECT a.id FROM json_each(?1) AS k CROSS JOIN arrival AS a ON a.id = k.value WHERE NOT EXISTS (
                SELECT 1 FROM event AS e WHERE e.id BETWEEN a.first_event AND a.last_event AND e.arrival = a.id AND e.alert IS NOT NULL)
            """, [JSONList(next.ids).text]
        ) { $0.text() }
        try ArrivalBatch.remove(quiet, db)
        position = next.ids.last ?? position
        return (quiet.count, next.isBehind)
    }
}
