import FoundationEssentials
import GRDB
import StockbellCore

/// The agenda with what its rows are about.
enum AgendaAudit {
    /// A position is the kind and the subject of a row, with a line break between them.
    static func rows(after position: String?, limit: Int, _ db: Database) throws -> [Auditing.Placed] {
        let key = position.map { $0.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).map(String.init) } ?? []
        return try db.rows(
            """
            SELECT a.kind, a.subject, p.source IS NOT NULL, a.kind, a.subject, a.due_at
            FROM agenda AS a LEFT JOIN pulse AS p ON p.source = a.subject
            WHERE (a.kind, a.subject) > (?1, ?2) ORDER BY a.kind, a.subject LIMIT ?3
            """, [key.first ?? "", key.count > 1 ? key[1] : "", limit]
        ) { columns in
            let (kind, subject, isHeard) = (columns.text(), columns.text(), columns.flag())
            guard let item = AgendaTable.decode(&columns) else {
                return ("\(kind)\n\(subject)", .unreadable(.agenda, id: "\(kind):\(subject)", what: "is of the kind \"\(kind)\""))
            }
            return ("\(kind)\n\(subject)", .agenda(AuditedAgendaItem(item: item, hasSubject: item.key.kind != .quiet || isHeard)))
        }
    }
}
