/// A delivery that is ours to send now, with the alerts it carries.
package struct Claimed: Hashable, Sendable {
    package var delivery: Delivery
    package var alerts: [Alert]

    package init(delivery: Delivery, alerts: [Alert]) {
        self.delivery = delivery
        self.alerts = alerts
    }

    /// The level that it speaks of; nil: a summary or a trouble.
    package var level: LevelKey? {
        delivery.incident == nil ? nil : alerts.first?.level
    }
}
