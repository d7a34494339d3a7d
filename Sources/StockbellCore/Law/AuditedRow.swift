/// A row with the neighbours by which it is judged, all as of one moment.
package enum AuditedRow: Hashable, Sendable {
    case arrival(AuditedArrival)
    case event(AuditedEvent)
    case alert(AuditedAlert)
    case delivery(AuditedDelivery)
    case suppression(AuditedSuppression)
    case incident(AuditedIncident)
    case level(AuditedLevel)
    case agenda(AuditedAgendaItem)
    /// A row that does not fit the types: `what` is a sentence's end, such as "has the state \"sent\"".
    case unreadable(AuditedTable, id: String, what: String)

    /// As breaches name it.
    package var id: String {
        switch self {
        case .arrival(let row): row.id.string
        case .event(let row): row.event.id.string
        case .alert(let row): row.id.string
        case .delivery(let row): row.delivery.id.string
        case .suppression(let row): "\(row.number)"
        case .incident(let row): row.incident.id.string
        case .level(let row): row.level.key.description
        case .agenda(let row): row.item.key.description
        case .unreadable(_, let id, _): id
        }
    }
}
