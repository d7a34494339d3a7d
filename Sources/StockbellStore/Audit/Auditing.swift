import FoundationEssentials
import GRDB
import StockbellCore

/// Reads pages of rows with their neighbours: a few set-based queries a page, whatever its size.
///
/// Each page is read in one transaction.
struct Auditing {
    /// A row, and where the next page begins if it is the last one.
    typealias Placed = (position: String, row: AuditedRow)

    let db: Database

    func page(of table: AuditedTable, after position: String?, limit: Int) throws -> AuditedPage {
        let placed = try rows(of: table, after: position, limit: max(1, limit))
        let now = try db.number("SELECT now FROM clock") ?? 0
        return AuditedPage(now: Date(milliseconds: now), rows: placed.map(\.row), last: placed.count < max(1, limit) ? nil : placed.last?.position)
    }

    private func rows(of table: AuditedTable, after position: String?, limit: Int) throws -> [Placed] {
        let number = position.flatMap { Int64($0) } ?? Int64.min
        switch table {
        case .arrival: return try ArrivalAudit.rows(after: position ?? "", limit: limit, db)
        case .event: return try EventAudit.rows(after: position ?? "", limit: limit, db)
        case .alert: return try AlertAudit.rows(after: position ?? "", limit: limit, db)
        case .delivery: return try DeliveryAudit.rows(after: position ?? "", limit: limit, db)
        case .suppression: return try SuppressionAudit.rows(after: number, limit: limit, db)
        case .incident: return try IncidentAudit.rows(after: position ?? "", limit: limit, db)
        case .agenda: return try AgendaAudit.rows(after: position, limit: limit, db)
        case .level: return try LevelAudit.rows(after: number, limit: limit, db)
        }
    }
}
