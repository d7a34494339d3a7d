/// A delivery with its incident, the alerts that it carries, and its lane.
package struct AuditedDelivery: Hashable, Sendable {
    package var delivery: Delivery
    /// The incidents of those of its alerts that exist.
    package var alerts: [Alert.ID: Incident.ID]
    /// Whether its incident exists.
    package var hasIncident: Bool
    /// Whether it is found by the level of its incident; a summary: by the incidents of its alerts.
    package var isFound: Bool
    /// Another delivery of its lane that is under way; nil: none.
    package var laneMate: Delivery.ID?

    package init(delivery: Delivery, alerts: [Alert.ID: Incident.ID], hasIncident: Bool, isFound: Bool, laneMate: Delivery.ID?) {
        self.delivery = delivery
        self.alerts = alerts
        self.hasIncident = hasIncident
        self.isFound = isFound
        self.laneMate = laneMate
    }
}
