import FoundationEssentials
import StockbellCore

/// What a link of a message is about, as it is now.
struct LinkedMatter: Sendable {
    var action: LinkToken.Action
    var delivery: Delivery
    /// Whose message it was.
    var department: Department
    /// nil: the message was about many.
    var incident: Incident?
    /// nil: it is kept no longer.
    var alert: Alert?

    init(action: LinkToken.Action, delivery: Delivery, department: Department) {
        self.action = action
        self.delivery = delivery
        self.department = department
    }

    /// What this department does about it.
    var care: Care? { incident?.cares[department.name] }

    /// What the clerk is to do; nil: the message was about many.
    func order(_ act: CareOrder.Act, by name: String?) -> CareOrder? {
        guard let incident else { return nil }
        let asked = alert.map { CareOrder.Asked(delivery: delivery.id, alert: $0.id, kind: $0.kind) }
        return CareOrder(incident: incident.id, level: incident.level, department: department.name, act: act, by: name, asked: asked)
    }
}
