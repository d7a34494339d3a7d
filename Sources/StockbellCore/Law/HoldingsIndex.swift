import FoundationEssentials

/// Finds the neighbours of what a store holds.
struct HoldingsIndex {
    private let holdings: Holdings
    private let sources: [Arrival.ID: String]
    private let states: [Arrival.ID: Set<EventRecord.State>]
    /// By alert, the first event that names it.
    private let eventOf: [Alert.ID: StockEvent.ID]
    private let awaited: Set<StockEvent.ID>
    private let alerts: [Alert.ID: Alert]
    private let levels: Set<LevelKey>
    private let incidents: [Incident.ID: Incident]
    private let open: [LevelKey: Incident.ID]
    private let troubles: [String: [Incident.ID]]
    private let carried: [Alert.ID: [AuditedAlert.Listener]]
    private let leftOut: [Alert.ID: [AuditedAlert.Listener]]
    /// By lane, what is under way in it.
    private let lanes: [Lane: [Delivery.ID]]

    init(_ holdings: Holdings) {
        self.holdings = holdings
        sources = Dictionary(holdings.arrivals.map { ($0.arrival.id, $0.arrival.source) }) { first, _ in first }
        states = Dictionary(holdings.events.map { ($0.arrival, [$0.state]) }) { $0.union($1) }
        eventOf = Dictionary(holdings.events.compactMap { event in event.alert.map { ($0, event.id) } }) { first, _ in first }
        awaited = Set(holdings.awaited.map(\.id))
        alerts = Dictionary(holdings.alerts.map { ($0.id, $0) }) { first, _ in first }
        levels = Set(holdings.levels.map(\.key))
        let incidents = Dictionary(holdings.incidents.map { ($0.id, $0) }) { first, _ in first }
        self.incidents = incidents
        let stillOpen = holdings.incidents.filter(\.isOpen)
        open =
            holdings.open ?? Dictionary(stillOpen.compactMap { incident in incident.level.map { ($0, incident.id) } }) { first, _ in first }
        troubles = Dictionary(stillOpen.compactMap { incident in incident.trouble.map { ($0, [incident.id]) } }, uniquingKeysWith: +)
        // What follows a message, or stands in for it, is not counted beside it.
        let carriers = holdings.deliveries.filter { $0.follows == nil }.flatMap { delivery in
            delivery.alerts.map { ($0, [AuditedAlert.Listener(department: delivery.department, address: delivery.address)]) }
        }
        carried = Dictionary(carriers, uniquingKeysWith: +)
        leftOut = Dictionary(
            holdings.suppressions.map { ($0.alert, [AuditedAlert.Listener(department: $0.department, address: $0.address)]) }, uniquingKeysWith: +)
        let underWay = holdings.deliveries.filter { $0.state == .sending }
        lanes = Dictionary(underWay.compactMap { delivery in Lane(delivery, incidents).map { ($0, [delivery.id]) } }, uniquingKeysWith: +)
    }

    func rows(of table: AuditedTable) -> [AuditedRow] {
        switch table {
        case .arrival: holdings.arrivals.sorted { $0.arrival.id < $1.arrival.id }.map { .arrival(row($0)) }
        case .event: holdings.events.sorted { $0.id < $1.id }.map { .event(row($0)) }
        case .alert: holdings.alerts.sorted { $0.id < $1.id }.map { .alert(row($0)) }
        case .delivery: holdings.deliveries.sorted { $0.id < $1.id }.map { .delivery(row($0)) }
        case .suppression: zip(1..., holdings.suppressions).map { .suppression(row($0, $1)) }
        case .incident: holdings.incidents.sorted { $0.id < $1.id }.map { .incident(row($0)) }
        case .agenda:
            holdings.agenda.sorted { $0.key < $1.key }.map { item in
                .agenda(AuditedAgendaItem(item: item, hasSubject: item.key.kind != .quiet || holdings.heard.contains(item.key.subject)))
            }
        case .level: holdings.levels.sorted { $0.key < $1.key }.map { .level(row($0)) }
        }
    }

    private func row(_ kept: Changes.KeptArrival) -> AuditedArrival {
        AuditedArrival(
            id: kept.arrival.id, receivedAt: kept.arrival.receivedAt, verdict: kept.verdict, states: states[kept.arrival.id] ?? [])
    }

    private func row(_ event: EventRecord) -> AuditedEvent {
        let isNamedBack = event.alert.map { alerts[$0] != nil && eventOf[$0] == event.id } ?? false
        return AuditedEvent(
            event: event, arrivalSource: sources[event.arrival], isListed: true, isNamedBack: isNamedBack,
            isAwaited: awaited.contains(event.id))
    }

    private func row(_ alert: Alert) -> AuditedAlert {
        AuditedAlert(
            id: alert.id, kind: alert.kind, decidedAt: alert.decidedAt, incident: alert.incident,
            belonging: incidents[alert.incident].map { $0.level == nil ? .trouble : .level }, isDerived: alert.isDerived, event: eventOf[alert.id],
            isNamedByEvent: eventOf[alert.id] != nil, carried: carried[alert.id] ?? [], leftOut: leftOut[alert.id] ?? [])
    }

    private func row(_ delivery: Delivery) -> AuditedDelivery {
        let known = delivery.alerts.compactMap { alerts[$0] }.map { ($0.id, $0.incident) }
        return AuditedDelivery(
            delivery: delivery, alerts: Dictionary(known) { first, _ in first }, hasIncident: delivery.incident.map { incidents[$0] != nil } ?? false,
            isFound: true, laneMate: Lane(delivery, incidents).flatMap { lanes[$0]?.first { $0 != delivery.id } })
    }

    private func row(_ number: Int, _ suppression: Suppression) -> AuditedSuppression {
        AuditedSuppression(number: Int64(number), suppression: suppression, hasAlert: alerts[suppression.alert] != nil)
    }

    private func row(_ incident: Incident) -> AuditedIncident {
        AuditedIncident(
            incident: incident, hasLevel: incident.level.map(levels.contains) ?? false,
            isNamed: incident.level.map { open[$0] == incident.id } ?? false,
            twin: incident.trouble.flatMap { troubles[$0]?.first { $0 != incident.id } })
    }

    private func row(_ level: Level) -> AuditedLevel {
        AuditedLevel(level: level, named: open[level.key], incident: open[level.key].flatMap { incidents[$0] })
    }
}

/// Where the order of messages is kept: a level, or a trouble's incident, at an address.
private struct Lane: Hashable {
    var level: LevelKey?
    var incident: Incident.ID?
    var address: Address

    /// nil: a summary is in no lane.
    init?(_ delivery: Delivery, _ incidents: [Incident.ID: Incident]) {
        guard let incident = delivery.incident else { return nil }
        level = incidents[incident]?.level
        self.incident = level == nil ? incident : nil
        address = delivery.address
    }
}
