package import StockbellCore

/// What `explain` tells: from the event that came to every rule that was asked.
package struct Story: Encodable {
    package struct Told: Encodable {
        package var alert: Alert
        /// Asked again under today's configuration.
        package var rules: [Desire.Verdict]
        /// Why no rule is asked, under today's configuration; nil: it is not excluded.
        package var excluded: Desire.Excluded?

        init(_ alert: Alert, _ desire: Desire) {
            self.alert = alert
            (rules, excluded) = (desire.verdicts, desire.excluded)
        }
    }

    package var events: [EventRecord]
    package var alerts: [Told]
    package var deliveries: [DeliveryRow]
    package var suppressions: [Suppression]
    /// Alerts that are named here and kept no longer.
    package var gone: [Alert.ID]

    package init(_ trace: Trace, routing: Routing) {
        events = trace.events
        alerts = trace.alerts.map { Told($0, routing.desire($0)) }
        deliveries = trace.deliveries.map(DeliveryRow.init)
        suppressions = trace.suppressions
        let named = Set(trace.events.compactMap(\.alert) + trace.deliveries.flatMap(\.alerts))
        gone = named.subtracting(trace.alerts.map(\.id)).sorted()
    }
}
