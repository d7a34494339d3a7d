/// A delivery with its incident, the alerts that it carries, and its lane.
package struct AuditedDelivery: Hashable, Sendable {
    package var delivery: Delivery
    /// The incidents of those of its alerts that exist.
    package var alerts: [Alert.ID: Incident.ID]
    /// Whether its incident exists.
    package var hasIncident: Bool
    /// Whether it is found where its incident's level is looked for.
    package var isAtLevel: Bool
    /// Another delivery of its lane that is under way; nil: none.
    package var laneMate: Delivery.ID?

    package init(delivery: Delivery, alerts: [Alert.ID: Incident.ID], hasIncident: Bool, isAtLevel: Bool, laneMate: Delivery.ID?) {
        self.delivery = delivery
        self.alerts = alerts
        self.hasIncident = hasIncident
        self.isAtLevel = isAtLevel
        self.laneMate = laneMate
    }
}
