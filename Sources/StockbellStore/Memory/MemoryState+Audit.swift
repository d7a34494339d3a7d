import FoundationEssentials
package import StockbellCore

extension MemoryState {
    /// The rows behind a position; a position is the id of a row, and no row is ever removed.
    func page(of table: AuditedTable, after position: String?, limit: Int) -> AuditedPage {
        let rows = holdings.rows(of: table)
        let start = position.flatMap { position in rows.firstIndex { $0.id == position } }.map { $0 + 1 } ?? 0
        let page = Array(rows[start...].prefix(limit))
        return AuditedPage(now: now, rows: page, last: page.count < limit ? nil : page.last?.id)
    }

    /// All its rows, to be judged by the law.
    package var holdings: Holdings {
        Holdings(
            now: now, arrivals: Array(arrivals.values), events: Array(events.values), levels: levels.values.flatMap(\.values),
            incidents: Array(incidents.values), open: open, alerts: Array(alerts.values), deliveries: Array(deliveries.values),
            suppressions: suppressions, agenda: Array(agendaItems.values), heard: Set(pulses.keys), awaited: Array(awaited.values))
    }
}
