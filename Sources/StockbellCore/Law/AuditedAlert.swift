package import FoundationEssentials

/// An alert with its incident, its event, and what became of it for each address.
package struct AuditedAlert: Hashable, Sendable {
    /// What an alert belongs to.
    package enum Belonging: Hashable, Sendable {
        case level, trouble
    }

    /// An address of a department.
    package struct Listener: Hashable, Sendable {
        package var department: String
        /// nil: nobody wanted it.
        package var address: Address?

        package init(department: String, address: Address?) {
            self.department = department
            self.address = address
        }
    }

    package var id: Alert.ID
    package var kind: AlertKind
    package var decidedAt: Date
    package var incident: Incident.ID
    /// What its incident is of; nil: there is no such incident.
    package var belonging: Belonging?
    /// Whether it follows from several levels: no event has it as its own.
    package var isDerived: Bool
    /// The event that made it; nil: none is recorded.
    package var event: StockEvent.ID?
    /// Whether that event exists and names it.
    package var isNamedByEvent: Bool
    /// To whom deliveries carry it, one for each delivery.
    package var carried: [Listener]
    /// For whom it is left out or suppressed, one for each record.
    package var leftOut: [Listener]

    package init(
        id: Alert.ID, kind: AlertKind, decidedAt: Date, incident: Incident.ID, belonging: Belonging?, isDerived: Bool = false,
        event: StockEvent.ID?, isNamedByEvent: Bool, carried: [Listener], leftOut: [Listener]
    ) {
        self.id = id
        self.kind = kind
        self.decidedAt = decidedAt
        self.incident = incident
        self.belonging = belonging
        self.isDerived = isDerived
        self.event = event
        self.isNamedByEvent = isNamedByEvent
        self.carried = carried
        self.leftOut = leftOut
    }
}
