/// A row with the neighbours by which it is judged, all as of one moment.
package enum AuditedRow: Hashable, Sendable {
    case arrival(AuditedArrival)
    case event(AuditedEvent)
    case alert(AuditedAlert)
    case delivery(AuditedDelivery)
    case suppression(AuditedSuppression)
    case incident(AuditedIncident)
    case level(AuditedLevel)
    /// A row that does not fit the types: `what` is a sentence's end, such as "has the state \"sent\"".
    case unreadable(AuditedTable, id: String, what: String)
}
