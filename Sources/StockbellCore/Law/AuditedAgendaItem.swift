/// A row of the agenda with what it is about.
package struct AuditedAgendaItem: Hashable, Sendable {
    package var item: AgendaItem
    /// Whether what it is about is there.
    package var hasSubject: Bool

    package init(item: AgendaItem, hasSubject: Bool) {
        self.item = item
        self.hasSubject = hasSubject
    }
}
