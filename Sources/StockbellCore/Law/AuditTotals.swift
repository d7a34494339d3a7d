/// The law's lines with numbers: how many rows there are in each state.
package struct AuditTotals: Hashable, Sendable {
    package var arrivals: [Arrival.Verdict: Int] = [:]
    package var events: [EventRecord.State: Int] = [:]
    /// How many of the applied events made an alert.
    package var edges = 0
    package var alerts = 0
    /// Alert × address: carried by a delivery.
    package var carried = 0
    /// Alert × address: left out or suppressed.
    package var leftOut = 0
    package var suppressions: [Suppression.Reason: Int] = [:]
    package var deliveries: [Delivery.State: Int] = [:]
    package var openIncidents = 0
    package var closedIncidents = 0
    package var levels = 0
    package var agenda = 0
    /// Rows that this program version cannot read, by table; they are in no other number.
    package var unreadable: [AuditedTable: Int] = [:]

    package init() {}

    /// How many rows were looked at.
    package var rows: Int {
        let sums = [arrivals.values.reduce(0, +), events.values.reduce(0, +), suppressions.values.reduce(0, +), deliveries.values.reduce(0, +)]
        return sums.reduce(alerts + openIncidents + closedIncidents + levels + agenda, +) + unreadable.values.reduce(0, +)
    }

    /// Counts a row in.
    package mutating func count(_ row: AuditedRow) {
        switch row {
        case .arrival(let row): arrivals[row.verdict, default: 0] += 1
        case .event(let row):
            events[row.event.state, default: 0] += 1
            if row.event.alert != nil { edges += 1 }
        case .alert(let row):
            alerts += 1
            carried += row.carried.count
            leftOut += row.leftOut.count
        case .delivery(let row): deliveries[row.delivery.state, default: 0] += 1
        case .suppression(let row): suppressions[row.suppression.reason, default: 0] += 1
        case .incident(let row):
            if row.incident.isOpen { openIncidents += 1 } else { closedIncidents += 1 }
        case .level: levels += 1
        case .agenda: agenda += 1
        case .unreadable(let table, _, _): unreadable[table, default: 0] += 1
        }
    }
}
