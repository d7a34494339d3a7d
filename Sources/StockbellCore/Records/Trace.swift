/// Everything that belongs to one id, for `explain`: from the body that came to what was sent and what was not.
package struct Trace: Hashable, Sendable {
    package var events: [EventRecord]
    package var alerts: [Alert]
    package var deliveries: [Delivery]
    package var suppressions: [Suppression]

    package init(events: [EventRecord] = [], alerts: [Alert] = [], deliveries: [Delivery] = [], suppressions: [Suppression] = []) {
        self.events = events
        self.alerts = alerts
        self.deliveries = deliveries
        self.suppressions = suppressions
    }
}
