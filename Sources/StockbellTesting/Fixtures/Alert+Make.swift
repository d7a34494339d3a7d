package import FoundationEssentials
package import StockbellCore

extension Alert {
    /// An alert about something that ran out, unless told otherwise.
    package static func make(
        id: Alert.ID = Alert.ID("01KE71DM00000000000000000A"), incident: Incident.ID = Incident.ID("01KE71DM000000000000000001"),
        kind: AlertKind = .outOfStock, subject: Subject = .make(), from: Condition = .ok, to: Condition = .out, quantity: Decimal? = 0,
        previous: Decimal? = 3, at time: Date = Date(timeIntervalSince1970: 1_767_614_400)
    ) -> Alert {
        Alert(
            id: id, incident: incident, kind: kind, subject: subject, from: from, to: to, quantity: quantity, previous: previous,
            threshold: Thresholds.Decision(low: 5, lowFrom: "thresholds[0]"), since: time, duration: 3600, decidedAt: time)
    }
}
