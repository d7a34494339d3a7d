import FoundationEssentials

/// An address of a department.
struct Hearer: Hashable {
    var department: String
    var address: Address

    init(_ delivery: Delivery) {
        department = delivery.department
        address = delivery.address
    }

    init(_ wish: Wish) {
        department = wish.department
        address = wish.address
    }
}

/// What an edge made untrue before it was sent, by whom it was for.
struct Overtaking {
    /// A message that was not sent.
    struct News {
        var kind: AlertKind
        var madeAt: Date
        /// Whether the address was told nothing of the incident before it.
        var isAll: Bool
    }

    private(set) var news: [Hearer: News] = [:]
    /// Who waited to see whether it lasts, and now that it is over need not hear of its end.
    var unheard: Set<Hearer> = []

    /// Notes a message that is left unsent at an edge of an incident.
    ///
    /// - Parameter isHeard: whether something else of its lane is under way to the same address.
    mutating func note(_ delivery: Delivery, of incident: Incident, isHeard: Bool) {
        guard !delivery.mayBeDuplicate, let kind = AlertKind(rawValue: delivery.letter.rawValue), AlertKind.stock.contains(kind) else { return }
        let isAll = !isHeard && Self.isFirstWord(delivery, of: incident)
        news[Hearer(delivery)] = News(kind: kind, madeAt: delivery.createdAt, isAll: isAll)
        if isAll, delivery.isWaitingToSee, !incident.isOpen { unheard.insert(Hearer(delivery)) }
    }

    /// Whether a message would have been the first that its address was sent of an incident.
    static func isFirstWord(_ delivery: Delivery, of incident: Incident) -> Bool {
        delivery.incident == incident.id && (delivery.createdAt <= incident.openedAt || delivery.overtaken?.isAll ?? false)
    }

    /// Notes an alert that leaves a message which nobody has written yet.
    mutating func note(_ alert: Alert, leaving summary: Delivery) {
        guard AlertKind.stock.contains(alert.kind) else { return }
        news[Hearer(summary)] = News(kind: alert.kind, madeAt: alert.decidedAt, isAll: false)
    }

    /// What an alert has to say of it to an address; nil: nothing was left unsent there.
    func overtaken(by alert: Alert, for hearer: Hearer, now: Date) -> Overtaken? {
        guard let old = news[hearer], AlertKind.stock.contains(alert.kind) else { return nil }
        let isBefore =
            switch old.kind {
            case .outOfStock: alert.from == .out
            case .lowStock: alert.from == .low
            default: alert.from != .out
            }
        let lasted = isBefore ? alert.duration ?? now.timeIntervalSince(old.madeAt) : now.timeIntervalSince(old.madeAt)
        return Overtaken(kind: old.kind, lasted: max(0, lasted.rounded()), isAll: old.isAll)
    }
}
