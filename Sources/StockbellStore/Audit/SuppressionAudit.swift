import GRDB
import StockbellCore

/// Suppressions with their alerts.
enum SuppressionAudit {
    static func rows(after position: Int64, limit: Int, _ db: Database) throws -> [Auditing.Placed] {
        try db.rows(
            """
            SELECT s.id, s.reason, a.id IS NOT NULL, \(SuppressionTable.columns) FROM suppression AS s LEFT JOIN alert AS a ON a.id = s.alert
            WHERE s.id > ?1 ORDER BY s.id LIMIT ?2
            """, [position, limit]
        ) { columns in
            let (number, reason, hasAlert) = (columns.number(), columns.text(), columns.flag())
            guard let suppression = SuppressionTable.decode(&columns) else {
                return ("\(number)", .unreadable(.suppression, id: "\(number)", what: "has the reason \"\(reason)\""))
            }
            return ("\(number)", .suppression(AuditedSuppression(number: number, suppression: suppression, hasAlert: hasAlert)))
        }
    }
}
