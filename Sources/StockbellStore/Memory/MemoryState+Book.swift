import FoundationEssentials
package import StockbellCore

extension MemoryState {
    /// Load 1: everything that the keys name; load 2 is a look into this state, as it is now.
    func book(for keys: BookKeys, now: Date) -> Book {
        let waiting = waiting
        let selected = Dictionary(keys.selections.map { ($0, fitting($0)) }) { first, _ in first }
        let picked = selected.values.joined().flatMap(\.alerts).compactMap { alerts[$0] }
        let overdue = keys.isDue ? overdue(at: now) : []
        let dueAgenda = keys.isDue ? agendaItems.values.filter { $0.dueAt <= now }.sorted { ($0.dueAt, $0.key) < ($1.dueAt, $1.key) } : []
        let due = keys.isDue ? waiting.filter { ($0.state == .held || $0.state == .gathering) && $0.dueAt <= now }.sorted(by: Self.isDueBefore) : []
        let lasted = due.filter(\.isWaitingToSee).flatMap(\.alerts).compactMap { alerts[$0] }

        var claimable: [String: [Delivery.ID]] = [:]
        var nextPending: [String: Date] = [:]
        for (channel, limit) in keys.claims {
            let pending = waiting.filter { $0.state == .pending && $0.address.channel == channel }
            let partial = pauses.values.filter { $0.scope != .all && $0.scope != .channel(channel) }
            let ready = pending.filter { $0.dueAt <= now && partial.holding($0, at: now) == nil && isFirstInLane($0) }.sorted(by: Self.isDueBefore)
            claimable[channel] = ready.prefix(max(0, limit)).map(\.id)
            nextPending[channel] = pending.map(\.dueAt).filter { $0 > now }.min()
        }
        let heard = keys.pulses.union(dueAgenda.filter { $0.key.kind == .quiet }.map(\.key.subject))
        let expired = keys.rescuesAll.map { isAll in
            waiting.filter { $0.state == .sending && (isAll || $0.leaseUntil.map { $0 <= now } ?? true) }.sorted { $0.id < $1.id }
        }
        let claimed = claimable.values.joined().compactMap { deliveries[$0] }
        let reported = reported(as: keys.reported)
        let mayFallBack = ((keys.deliveries.union(reported.values)).compactMap { deliveries[$0] } + claimed + (expired ?? [])).filter(\.mayFallBack)
        let beside = Set(mayFallBack.compactMap(\.incident)).compactMap { self.incidents[$0] }

        let beginning = (picked + lasted).compactMap(\.level) + beside.compactMap(\.level) + overdue.map(\.key)
        let items = keys.reach(
            from: Set(beginning.map { .init($0) }), due: dueAgenda,
            over: keys.joined.isEmpty ? [] : self.levels.values.flatMap(\.values))
        let levels = items.flatMap { self.levels[$0].map { Array($0.values) } ?? [] }
        let incidents = levels.compactMap { self.open[$0.key].flatMap { self.incidents[$0] } }
        let keysOfLevels = Set(levels.map(\.key))
        let closed = byIncident.keys.compactMap { $0.flatMap { self.incidents[$0] } }.filter { incident in
            !incident.isOpen && (incident.level.map(keysOfLevels.contains) ?? false)
        }
        let troubles = self.incidents.values.filter { $0.trouble != nil && $0.isOpen }

        let ofIncidents = (incidents + closed + troubles).flatMap { byIncident[$0.id] ?? [] }.compactMap { deliveries[$0] }
        let summaries = waiting.filter(\.isOpenSummary).filter { $0.alerts.contains { alerts[$0]?.level.map(keysOfLevels.contains) ?? false } }
        let gathered = summaries.flatMap(\.alerts).filter { alerts[$0]?.level.map(keysOfLevels.contains) ?? false }
        let told = Set((claimed + due).flatMap(\.alerts) + gathered + picked.map(\.id)).compactMap { alerts[$0] }
        let loaded =
            keys.deliveries.union(due.compactMap(\.follows)).union(reported.values).compactMap { deliveries[$0] } + claimed + due + (expired ?? [])
            + ofIncidents + summaries
            + selected.values.joined()
            + waiting.filter { $0.silence.map(keys.mutes.contains) ?? false && ($0.state == .held || $0.state == .gathering) }
        return Book(
            now: now, joined: keys.joined, seen: keys.seen.filter { seen[$0].map { $0 > now } ?? false }, levels: levels,
            incidents: incidents + closed + troubles,
            deliveries: loaded, alerts: told, claimable: claimable, nextPending: nextPending, due: due.map(\.id),
            expired: (expired ?? []).map(\.id), selected: selected.mapValues { $0.map(\.id) }, pauses: Array(pauses.values),
            pulses: heard.compactMap { pulses[$0] }, dueAgenda: dueAgenda,
            awaited: AwaitedShelf(keys.awaited.isEmpty ? [] : awaited.values.filter { keys.awaited.contains(.init($0.key)) }, overdue: overdue),
            records: records(of: keys.records),
            cares: Dictionary(claimed.compactMap(\.incident).map { ($0, self.incidents[$0]?.cares ?? [:]) }) { first, _ in first },
            reported: reported, beside: beside, loadGathering: gathering(_:),
            loadTally: tally(_:since:), loadTold: told(_:within:), loadUnsent: unsent(_:since:), loadSilences: { Array(silences.values) },
            loadConfiguration: { configurations.last?.text }, loadOpen: toldAndOpen,
            addressLoads: Book.AddressLoads(thread: thread(of:), suppressed: { suppressedAddresses[$0] }, segments: segments(_:since:)))
    }

    private func records(of arrivals: Set<Arrival.ID>) -> [Arrival.ID: [EventRecord]] {
        guard !arrivals.isEmpty else { return [:] }
        return Dictionary(grouping: events.values.filter { arrivals.contains($0.arrival) }.sorted { $0.id < $1.id }, by: \.arrival)
    }

    /// What somebody picked, in the order of the ids.
    private func fitting(_ selection: DeliverySelection) -> [Delivery] {
        let found = deliveries.values.filter { delivery in
            (selection.ids?.contains(delivery.id) ?? true) && selection.states.contains(delivery.state)
                && (selection.channel ?? delivery.address.channel) == delivery.address.channel
                && (selection.department ?? delivery.department) == delivery.department
                && (selection.recipient == nil || selection.recipient == delivery.address.recipient)
                && (selection.since.map { delivery.createdAt >= $0 } ?? true) && (selection.before.map { delivery.createdAt < $0 } ?? true)
                && (selection.after.map { delivery.id > $0 } ?? true)
        }
        return Array(found.sorted { $0.id < $1.id }.prefix(max(0, selection.limit)))
    }

    /// When there is something to do next.
    package func agenda() -> Agenda {
        let pending = Dictionary(waiting.filter { $0.state == .pending }.map { ($0.address.channel, $0.dueAt) }, uniquingKeysWith: min)
        let held = (waiting.filter { $0.state == .held || $0.state == .gathering }.map(\.dueAt) + agendaItems.values.map(\.dueAt)).min()
        let lease = waiting.filter { $0.state == .sending }.compactMap(\.leaseUntil).min()
        let overdue = awaited.values.compactMap(\.deadline).min()
        return Agenda(pending: pending, held: held, overdue: overdue, lease: lease, pauses: Array(pauses.values))
    }

    /// What has waited too long for a reading, the oldest first, so many at a time.
    private func overdue(at now: Date) -> [Awaited] {
        let late = awaited.values.filter { $0.deadline.map { $0 <= now } ?? false }
        return Array(late.sorted { ($0.deadline ?? now, $0.id) < ($1.deadline ?? now, $1.id) }.prefix(Awaited.mostOverdue))
    }

    private var waiting: [Delivery] { unfinished.keys.compactMap { deliveries[$0] } }

    /// Whether nothing earlier of its lane waits and nothing of it is under way.
    ///
    /// - Parameter department: whose messages alone are looked at; nil: all.
    private func isFirstInLane(_ delivery: Delivery, of department: String? = nil) -> Bool {
        guard let incident = delivery.incident else { return true }
        let lane = incidents[incident]?.level.map { byLevel[$0] } ?? byIncident[incident]
        return !(lane ?? []).compactMap { deliveries[$0] }.contains { other in
            other.address == delivery.address && (department ?? other.department) == other.department && other.holdsLane
                && (other.state != .held || other.department == delivery.department) && other.id != delivery.id
                && (other.state == .sending || other.id < delivery.id)
        }
    }

    private func gathering(_ key: GatheringKey) -> Delivery? {
        waiting.filter { $0.state == .gathering && GatheringKey($0) == key }.min { $0.id < $1.id }
    }

    private func tally(_ key: TallyKey, since: Date) -> [Delivery.ID: Date] {
        let counted = deliveries.values.filter { $0.createdAt > since && $0.state != .suppressed && TallyKey($0) == key }
        return Dictionary(counted.map { ($0.id, $0.createdAt) }) { first, _ in first }
    }

    private func told(_ key: TallyKey, within stretch: ClosedRange<Date>) -> [Alert] {
        let counted = deliveries.values.filter {
            $0.createdAt > stretch.lowerBound && $0.createdAt <= stretch.upperBound && $0.frozenAt != nil && TallyKey($0) == key
        }
        return counted.sorted { $0.id < $1.id }.flatMap(\.alerts).compactMap { alerts[$0] }
    }

    private func toldAndOpen(_ department: String, _ address: Address, _ moment: Date) -> [Alert] {
        let told = deliveries.values.filter { delivery in
            delivery.tally != nil && delivery.department == department && delivery.address == address && delivery.state == .delivered
                && delivery.finishedAt.map { $0 <= moment } ?? false
        }
        let newest = Dictionary(grouping: told.flatMap(\.alerts).compactMap { alerts[$0] }, by: \.incident).compactMap { id, alerts in
            let isOpen = incidents[id].map { $0.level != nil && $0.openedAt <= moment && $0.closedAt.map { $0 > moment } ?? true } ?? false
            return isOpen ? alerts.max { $0.id < $1.id } : nil
        }
        return newest
    }

    private func unsent(_ key: TallyKey, since: Date) -> [(Delivery, [Alert])] {
        let found = waiting.filter { delivery in
            delivery.createdAt > since && TallyKey(delivery) == key && (delivery.state == .held || delivery.state == .pending)
                && delivery.frozenAt == nil && isFirstInLane(delivery, of: delivery.department)
        }
        return found.map { ($0, $0.alerts.compactMap { alerts[$0] }) }
    }

    private static func isDueBefore(_ left: Delivery, _ right: Delivery) -> Bool {
        (left.dueAt, left.id) < (right.dueAt, right.id)
    }
}
