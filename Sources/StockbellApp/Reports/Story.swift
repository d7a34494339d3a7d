package import FoundationEssentials
package import StockbellCore

/// What `explain` tells: from the event that came to every rule that was asked.
package struct Story: Encodable {
    package struct Told: Encodable {
        package var alert: Alert
        /// What each rule said to it, by the configuration of then; by today's where that was not kept.
        package var rules: [Desire.Verdict]
        /// Why no rule was asked; nil: it was not excluded.
        package var excluded: Desire.Excluded?
        /// Since when the configuration counted by which it was decided; nil: it was not kept.
        package var configuredAt: Date?
        /// What today's rules say, where that is something else.
        package var today: [Desire.Verdict]?
    }

    package var events: [EventRecord]
    package var alerts: [Told]
    package var deliveries: [DeliveryRow]
    package var suppressions: [Suppression]
    /// Alerts that are named here and kept no longer.
    package var gone: [Alert.ID]

    /// - Parameter records: where the configurations of then are kept.
    package init(_ trace: Trace, routing: Routing, records: any Records) async throws {
        events = trace.events
        deliveries = trace.deliveries.map(DeliveryRow.init)
        suppressions = trace.suppressions
        let named = Set(trace.events.compactMap(\.alert) + trace.deliveries.flatMap(\.alerts))
        gone = named.subtracting(trace.alerts.map(\.id)).sorted()
        var kept: [Int: (since: Date, routing: Routing)] = [:]
        for number in Set(trace.alerts.compactMap(\.configuration)) {
            guard let found = try await records.configuration(number), let record = RoutingRecord(text: found.text) else { continue }
            kept[number] = (found.since, record.routing(over: routing))
        }
        alerts = trace.alerts.map { alert in
            let then = alert.configuration.flatMap { kept[$0] }
            let (desire, now) = ((then?.routing ?? routing).desire(alert), routing.desire(alert).verdicts)
            return Told(
                alert: alert, rules: desire.verdicts, excluded: desire.excluded, configuredAt: then?.since,
                today: now == desire.verdicts ? nil : now)
        }
    }
}
