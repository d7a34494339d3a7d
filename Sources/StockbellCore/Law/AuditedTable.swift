/// The tables that the law speaks of, in the order in which they are audited.
package enum AuditedTable: String, Hashable, Sendable, Codable, CaseIterable {
    case arrival, event, alert, delivery, suppression, incident, level, agenda
}
