package import FoundationEssentials
package import StockbellCore

extension Delivery {
    /// A pending delivery to `mail:buyers@example.com` that is due at once, unless told otherwise.
    package static func make(
        id: Delivery.ID = Delivery.ID("01KE71DM00000000000000000B"), alerts: [Alert.ID] = [Alert.ID("01KE71DM00000000000000000A")],
        incident: Incident.ID? = Incident.ID("01KE71DM000000000000000001"), letter: LetterKind = .outOfStock, department: String = "purchasing",
        address: Address = Address(text: "mail:buyers@example.com"), gathersFor: String? = nil, tally: Delivery.Tally? = nil,
        state: State = .pending,
        at time: Date = Date(timeIntervalSince1970: 1_767_614_400), dueAt: Date? = nil
    ) -> Delivery {
        Delivery(
            id: id, alerts: alerts, incident: incident, letter: letter, department: department, rule: "\(department)/all", address: address,
            gathersFor: gathersFor, tally: tally, state: state, createdAt: time, dueAt: dueAt ?? time)
    }
}
