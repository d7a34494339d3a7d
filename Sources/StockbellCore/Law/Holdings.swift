package import FoundationEssentials

/// Everything that a store holds, as values: for stores that have it all at hand.
package struct Holdings: Sendable {
    /// The store's time.
    package var now: Date
    package var arrivals: [Changes.KeptArrival]
    package var events: [EventRecord]
    package var levels: [Level]
    package var incidents: [Incident]
    /// The incident that each level names as open; nil: as the incidents have it.
    package var open: [LevelKey: Incident.ID]?
    package var alerts: [Alert]
    package var deliveries: [Delivery]
    package var suppressions: [Suppression]
    package var agenda: [AgendaItem]
    /// The sources whose pulse is kept.
    package var heard: Set<String>
    package var awaited: [Awaited]

    package init(
        now: Date, arrivals: [Changes.KeptArrival] = [], events: [EventRecord] = [], levels: [Level] = [], incidents: [Incident] = [],
        open: [LevelKey: Incident.ID]? = nil, alerts: [Alert] = [], deliveries: [Delivery] = [], suppressions: [Suppression] = [],
        agenda: [AgendaItem] = [], heard: Set<String> = [], awaited: [Awaited] = []
    ) {
        self.now = now
        self.arrivals = arrivals
        self.events = events
        self.levels = levels
        self.incidents = incidents
        self.open = open
        self.alerts = alerts
        self.deliveries = deliveries
        self.suppressions = suppressions
        self.agenda = agenda
        self.heard = heard
        self.awaited = awaited
    }

    /// A table's rows with their neighbours, in the order of their ids.
    package func rows(of table: AuditedTable) -> [AuditedRow] { HoldingsIndex(self).rows(of: table) }
}

extension Law {
    /// Judges everything that a store holds.
    package func report(on holdings: Holdings) -> AuditReport {
        let index = HoldingsIndex(holdings)
        var report = AuditReport()
        for table in AuditedTable.allCases {
            for row in index.rows(of: table) { report.add(row, by: self, now: holdings.now) }
        }
        return report
    }
}
