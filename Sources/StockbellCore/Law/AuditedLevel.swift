/// A level with its open incident.
package struct AuditedLevel: Hashable, Sendable {
    package var level: Level
    /// The incident that it names as open; nil: none.
    package var named: Incident.ID?
    /// That incident; nil: there is none of that id.
    package var incident: Incident?

    package init(level: Level, named: Incident.ID?, incident: Incident?) {
        self.level = level
        self.named = named
        self.incident = incident
    }
}
