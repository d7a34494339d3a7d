import FoundationEssentials
import GRDB
import StockbellCore

extension DeliveryTable {
    /// To the letter as in the index.
    private static let isGivenUp = "state IN ('dead', 'unknown')"

    /// What somebody picked, in the order of the ids.
    ///
    /// What gave up has an index of its own, what waits is found from the oldest such row on, ids by themselves; all else is a walk from `after` on.
    static func selected(_ selection: DeliverySelection, _ db: Database) throws -> [Delivery] {
        guard !selection.states.isEmpty, selection.limit > 0 else { return [] }
        var first = selection.after?.string ?? ""
        let table: String
        if selection.ids != nil {
            table = "json_each(?9) AS k CROSS JOIN delivery AS d ON d.id = k.value"
        } else if selection.states.isSubset(of: [.dead, .unknown]) {
            table = "delivery AS d INDEXED BY delivery_given_up"
        } else {
            table = "delivery AS d"
            if selection.states.allSatisfy({ !$0.isFinished }) {
                guard let oldest = try oldestUnfinished(db) else { return [] }
                first = max(first, oldest)
            }
        }
        return try deliveries(
            from: """
                \(table) WHERE d.id >= ?1 AND (?2 IS NULL OR d.id > ?2) AND d.state IN (SELECT value FROM json_each(?3))
                \(table.contains("given_up") ? "AND d.\(isGivenUp) " : "")AND (?4 IS NULL OR d.channel = ?4)
                AND (?5 IS NULL OR d.department = ?5) AND (?6 IS NULL OR d.recipient = ?6) AND (?7 IS NULL OR d.created_at >= ?7)
                AND (?8 IS NULL OR d.created_at < ?8) ORDER BY d.id LIMIT \(selection.ids == nil ? "?9" : "?10")
                """,
            [
                first, selection.after?.string, JSONList(selection.states.map(\.rawValue)).text, selection.channel, selection.department,
                selection.recipient, selection.since?.milliseconds, selection.before?.milliseconds,
            ] + (selection.ids.map { [JSONList($0).text] } ?? []) + [selection.limit], db)
    }

    private static func oldestUnfinished(_ db: Database) throws -> String? {
        try db.rows("SELECT min(id) FROM delivery INDEXED BY delivery_unfinished WHERE \(isUnfinished)") { $0.optionalText() }.first
    }

    /// Deliveries whose id begins so, in the order of their ids.
    static func deliveries(beginning prefix: String, limit: Int, _ db: Database) throws -> [Delivery] {
        try deliveries(
            from: "delivery AS d WHERE d.id >= ?1 AND d.id < ?2 ORDER BY d.id LIMIT ?3", [prefix, prefix + "\u{10FFFF}", max(0, limit)], db)
    }
}
