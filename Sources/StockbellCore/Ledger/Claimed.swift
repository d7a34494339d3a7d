/// A delivery that is ours to send now, with the alerts it carries.
package struct Claimed: Hashable, Sendable {
    package var delivery: Delivery
    package var alerts: [Alert]
    /// What the address was told before, for a message of many.
    ///
    /// Of a storm: one by one before its limit was reached, so that the summary can name all. Of a digest: what is open still, the newest alert of
    /// each incident.
    package var told: [Alert]
    /// By department, what is done about its incident; none for a summary.
    package var cares: [String: Care]
    /// How it can answer or change the first message of its incident at its address; nil: it is the first, or stands by itself.
    package var thread: String?

    package init(delivery: Delivery, alerts: [Alert], told: [Alert] = [], cares: [String: Care] = [:], thread: String? = nil) {
        self.delivery = delivery
        self.alerts = alerts
        self.told = told
        self.cares = cares
        self.thread = thread
    }

    /// The level that it speaks of; nil: a summary or a trouble.
    package var level: LevelKey? {
        delivery.incident == nil ? nil : alerts.first?.level
    }
}
