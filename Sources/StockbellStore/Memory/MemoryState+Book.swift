import FoundationEssentials
import StockbellCore

extension MemoryState {
    /// Load 1: everything that the keys name; load 2 is a look into this state, as it is now.
    func book(for keys: BookKeys, now: Date) -> Book {
        let levels = keys.items.flatMap { self.levels[$0].map { Array($0.values) } ?? [] }
        let incidents = levels.compactMap { self.open[$0.key].flatMap { self.incidents[$0] } }
        let keysOfLevels = Set(levels.map(\.key))
        let closed = byIncident.keys.compactMap { $0.flatMap { self.incidents[$0] } }.filter { incident in
            !incident.isOpen && (incident.level.map(keysOfLevels.contains) ?? false)
        }
        let troubles = self.incidents.values.filter { $0.trouble != nil && $0.isOpen }

        var claimable: [String: [Delivery.ID]] = [:]
        var nextPending: [String: Date] = [:]
        for (channel, limit) in keys.claims {
            let pending = waiting.filter { $0.state == .pending && $0.address.channel == channel }
            let due = pending.filter { $0.dueAt <= now && isFirstInLane($0) }.sorted(by: Self.isDueBefore)
            claimable[channel] = due.prefix(max(0, limit)).map(\.id)
            nextPending[channel] = pending.map(\.dueAt).filter { $0 > now }.min()
        }
        let due = keys.isDue ? waiting.filter { ($0.state == .held || $0.state == .gathering) && $0.dueAt <= now }.sorted(by: Self.isDueBefore) : []
        let expired = keys.rescuesAll.map { isAll in
            waiting.filter { $0.state == .sending && (isAll || $0.leaseUntil.map { $0 <= now } ?? true) }.sorted { $0.id < $1.id }
        }

        let open = Set(incidents.map(\.id))
        let ofIncidents = (incidents + closed + troubles).flatMap { byIncident[$0.id] ?? [] }.compactMap { deliveries[$0] }
        let gathering = waiting.filter { $0.state == .gathering && $0.alerts.contains { alerts[$0].map { open.contains($0.incident) } ?? false } }
        let gathered = gathering.flatMap(\.alerts).filter { alerts[$0].map { open.contains($0.incident) } ?? false }
        let claimed = claimable.values.joined().compactMap { deliveries[$0] }
        let told = Set((claimed + due).flatMap(\.alerts) + gathered).compactMap { alerts[$0] }
        return Book(
            now: now, seen: keys.seen.filter { seen[$0].map { $0 > now } ?? false }, levels: levels, incidents: incidents + closed + troubles,
            deliveries: keys.deliveries.compactMap { deliveries[$0] } + claimed + due + (expired ?? []) + ofIncidents + gathering, alerts: told,
            claimable: claimable, nextPending: nextPending, due: due.map(\.id), expired: (expired ?? []).map(\.id), loadGathering: gathering(_:))
    }

    /// When there is something to do next.
    func agenda() -> Agenda {
        let pending = Dictionary(waiting.filter { $0.state == .pending }.map { ($0.address.channel, $0.dueAt) }, uniquingKeysWith: min)
        let held = waiting.filter { $0.state == .held || $0.state == .gathering }.map(\.dueAt).min()
        return Agenda(pending: pending, held: held, lease: waiting.filter { $0.state == .sending }.compactMap(\.leaseUntil).min())
    }

    private var waiting: [Delivery] { unfinished.keys.compactMap { deliveries[$0] } }

    private func isFirstInLane(_ delivery: Delivery) -> Bool {
        guard let incident = delivery.incident else { return true }
        return !(byIncident[incident] ?? []).contains { id in
            id < delivery.id && deliveries[id].map { $0.address == delivery.address && $0.state != .gathering } ?? false
        }
    }

    private func gathering(_ key: GatheringKey) -> Delivery? {
        waiting.filter {
            $0.state == .gathering && $0.department == key.department && $0.address == key.address && $0.gathersFor == key.source
        }.min { $0.id < $1.id }
    }

    private static func isDueBefore(_ left: Delivery, _ right: Delivery) -> Bool {
        (left.dueAt, left.id) < (right.dueAt, right.id)
    }
}
