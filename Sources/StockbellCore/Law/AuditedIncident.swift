/// An incident with its level.
package struct AuditedIncident: Hashable, Sendable {
    package var incident: Incident
    /// Whether the level that it is of exists.
    package var hasLevel: Bool
    /// Whether that level names it as the open one.
    package var isNamed: Bool
    /// Another open incident of the same trouble; nil: none.
    package var twin: Incident.ID?

    package init(incident: Incident, hasLevel: Bool, isNamed: Bool, twin: Incident.ID? = nil) {
        self.incident = incident
        self.hasLevel = hasLevel
        self.isNamed = isNamed
        self.twin = twin
    }
}
