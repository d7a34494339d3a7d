import FoundationEssentials
import StockbellCore

/// A store of dictionaries: loads a book for keys and saves what the work changed, so that sequences of transactions can be run.
struct Shelf: Equatable {
    private(set) var seen: Set<BookKeys.Seen> = []
    private(set) var levels: [LevelKey: Level] = [:]
    private(set) var incidents: [Incident.ID: Incident] = [:]
    private(set) var alerts: [Alert.ID: Alert] = [:]
    private(set) var deliveries: [Delivery.ID: Delivery] = [:]
    private(set) var arrivals: [Changes.KeptArrival] = []
    private(set) var events: [EventRecord] = []
    private(set) var suppressions: [Suppression] = []
    private(set) var awaited: [StockEvent.ID: Awaited] = [:]
    private(set) var pauses: [Pause.Key: Pause] = [:]
    private(set) var silences: [String: Silence] = [:]
    private(set) var suppressed: [SuppressedAddress.Key: SuppressedAddress] = [:]
    private(set) var pulses: [String: Pulse] = [:]
    private(set) var agenda: [AgendaItem.Key: AgendaItem] = [:]
    private var unfinished: Set<Delivery.ID> = []

    /// The deliveries in the order of their birth.
    var queue: [Delivery] { deliveries.values.sorted { $0.id < $1.id } }

    /// The youngest deliveries.
    func latest(_ count: Int) -> [Delivery] { deliveries.keys.sorted().suffix(count).compactMap { deliveries[$0] } }

    /// Unfinished deliveries in the order of their birth.
    var open: [Delivery] { unfinished.compactMap { deliveries[$0] }.sorted { $0.id < $1.id } }

    /// All of it, for the law.
    func holdings(at now: Date) -> Holdings {
        Holdings(
            now: now, arrivals: arrivals, events: events, levels: Array(levels.values), incidents: Array(incidents.values),
            alerts: Array(alerts.values), deliveries: Array(deliveries.values), suppressions: suppressions,
            agenda: Array(agenda.values), heard: Set(pulses.keys), awaited: Array(awaited.values))
    }

    func book(_ keys: BookKeys, now: Date) -> Book {
        let selected = Dictionary(keys.selections.map { ($0, picked($0)) }) { first, _ in first }
        let told = selected.values.joined().compactMap { deliveries[$0] }.flatMap(\.alerts).compactMap { alerts[$0]?.level }
        let lasted =
            keys.isDue
            ? deliveries.values.filter { $0.isWaitingToSee && $0.dueAt <= now }.flatMap(\.alerts).compactMap { alerts[$0]?.level } : []
        let late = keys.isDue ? awaited.values.filter { $0.deadline.map { $0 <= now } ?? false } : []
        let dueAgenda = keys.isDue ? agenda.values.filter { $0.dueAt <= now } : []
        let open = open
        let claimable = claimable(keys, open, now)
        let expired = keys.rescuesAll.map { all in open.filter { $0.state == .sending && (all || ($0.leaseUntil ?? now) <= now) }.map(\.id) } ?? []
        let reported = reported(keys.reported)
        let mayFallBack = keys.deliveries.union(reported.values).union(claimable.values.joined()).union(expired).compactMap { deliveries[$0] }.filter(
            \.mayFallBack)
        let beside = Set(mayFallBack.compactMap(\.incident)).compactMap { incidents[$0] }
        let beginning = told + lasted + late.map(\.key) + beside.compactMap(\.level)
        let items = keys.reach(from: Set(beginning.map { .init($0) }), due: dueAgenda, over: levels.values)
        let known = levels.values.filter { items.contains(.init($0.key)) }
        let levelKeys = Set(known.map(\.key))
        let waiting = Set(open.compactMap(\.incident))
        let concerned = incidents.values.filter { incident in
            guard let level = incident.level else { return incident.isOpen }
            return levelKeys.contains(level) && (incident.isOpen || waiting.contains(incident.id))
        }.sorted { $0.id < $1.id }
        let due = keys.isDue ? open.filter { ($0.state == .held || $0.state == .gathering) && $0.dueAt <= now }.map(\.id) : []

        let looked = keys.isDue ? agenda.values.filter { $0.dueAt <= now }.sorted { ($0.dueAt, $0.key) < ($1.dueAt, $1.key) } : []
        let incidentIDs = Set(concerned.map(\.id))
        var ids = keys.deliveries.union(reported.values).union(claimable.values.joined()).union(due)
            .union(due.compactMap { deliveries[$0]?.follows }).union(expired).union(selected.values.joined())
        for delivery in open {
            let isOfIncident = delivery.incident.map(incidentIDs.contains) ?? false
            let carries = delivery.isOpenSummary && delivery.alerts.contains { alerts[$0]?.level.map(levelKeys.contains) ?? false }
            let waits = delivery.silence.map(keys.mutes.contains) ?? false
            if isOfIncident || carries || waits { ids.insert(delivery.id) }
        }
        let loaded = ids.compactMap { deliveries[$0] }
        return Book(
            now: now, joined: keys.joined, seen: keys.seen.intersection(seen), levels: Array(known), incidents: concerned, deliveries: loaded,
            alerts: loaded.flatMap(\.alerts).compactMap { alerts[$0] }, claimable: claimable, due: due, expired: expired, selected: selected,
            pauses: Array(pauses.values), pulses: keys.pulses.union(looked.map(\.key.subject)).compactMap { pulses[$0] }, dueAgenda: looked,
            awaited: AwaitedShelf(
                awaited.values.filter { keys.awaited.contains(.init(source: $0.key.source, item: $0.key.item, isTest: $0.key.isTest)) },
                overdue: late.sorted { $0.id < $1.id }),
            records: Dictionary(grouping: events.filter { keys.records.contains($0.arrival) }, by: \.arrival),
            cares: incidents.mapValues(\.cares),
            reported: reported, beside: beside,
            loadGathering: { key in open.first { $0.state == .gathering && GatheringKey($0) == key } },
            loadTally: tally, loadTold: toldSingly, loadUnsent: unsent, loadSilences: { Array(silences.values) },
            loadOpen: toldAndOpen,
            addressLoads: Book.AddressLoads(thread: thread, suppressed: { suppressed[$0] }, segments: segments))
    }

    private func reported(_ names: Set<BookKeys.ProviderID>) -> [BookKeys.ProviderID: Delivery.ID] {
        let named = queue.filter { $0.receipt?.isTracked == true }.compactMap { delivery in
            delivery.receipt?.providerID.map { (BookKeys.ProviderID(channel: delivery.address.channel, id: $0), delivery.id) }
        }
        return Dictionary(named) { _, last in last }.filter { names.contains($0.key) }
    }

    private func thread(_ delivery: Delivery) -> (id: Delivery.ID, handle: String)? {
        let last = queue.last { $0.incident == delivery.incident && $0.id != delivery.id && $0.isInThread(of: delivery) }
        return last.flatMap { last in last.receipt?.thread.map { (last.id, $0) } }
    }

    private func segments(_ key: SegmentKey, _ since: Date) -> SegmentCount {
        let counted = queue.filter { key == .channel($0.address.channel) || key == .department($0.department) }
        let today = counted.filter { ($0.finishedAt ?? .distantPast) >= since }
        let counts = { (deliveries: [Delivery]) in Dictionary(deliveries.map { ($0.address.channel, 1) }, uniquingKeysWith: +) }
        return SegmentCount(
            sent: today.compactMap(\.receipt?.segments).reduce(0, +), unknown: counts(today.filter(\.isGivenUpInDoubt)),
            underWay: counts(counted.filter { $0.state == .sending }))
    }

    private func toldAndOpen(_ department: String, _ address: Address, _ moment: Date) -> [Alert] {
        let told = queue.filter {
            $0.tally != nil && $0.department == department && $0.address == address && $0.state == .delivered && ($0.finishedAt ?? moment) <= moment
        }
        var newest: [Incident.ID: Alert] = [:]
        for alert in told.flatMap(\.alerts).sorted().compactMap({ alerts[$0] }) where incidents[alert.incident]?.level != nil {
            newest[alert.incident] = incidents[alert.incident]?.closedAt.map { $0 > moment } ?? true ? alert : nil
        }
        return Array(newest.values)
    }

    private func tally(_ key: TallyKey, _ since: Date) -> [Delivery.ID: Date] {
        deliveries.filter { $1.createdAt > since && $1.state != .suppressed && TallyKey($1) == key }.mapValues(\.createdAt)
    }

    private func toldSingly(_ key: TallyKey, _ stretch: ClosedRange<Date>) -> [Alert] {
        let counted = queue.filter {
            stretch.contains($0.createdAt) && $0.createdAt > stretch.lowerBound && $0.frozenAt != nil && TallyKey($0) == key
        }
        return counted.flatMap(\.alerts).compactMap { alerts[$0] }
    }

    private func unsent(_ key: TallyKey, _ since: Date) -> [(Delivery, [Alert])] {
        let found = open.filter { delivery in
            delivery.createdAt > since && TallyKey(delivery) == key && (delivery.state == .pending || delivery.state == .held)
                && delivery.frozenAt == nil
                && !open.contains { other in
                    other.holdsLane && (other.id < delivery.id || other.state == .sending) && other.id != delivery.id
                        && other.department == delivery.department
                        && lane(other) != nil && lane(other) == lane(delivery)
                }
        }
        return found.map { ($0, $0.alerts.compactMap { alerts[$0] }) }
    }

    /// By channel, the oldest due deliveries that are first in their lane.
    private func claimable(_ keys: BookKeys, _ open: [Delivery], _ now: Date) -> [String: [Delivery.ID]] {
        var claimable: [String: [Delivery.ID]] = [:]
        for (channel, slots) in keys.claims {
            let due = open.filter { delivery in
                delivery.address.channel == channel && delivery.state == .pending && delivery.dueAt <= now
                    && pauses.values.filter { $0.scope != .all && $0.scope != .channel(channel) }.holding(delivery, at: now) == nil
                    && !open.contains {
                        $0.holdsLane && ($0.id < delivery.id || $0.state == .sending) && lane($0) != nil && lane($0) == lane(delivery)
                            && ($0.state != .held || $0.department == delivery.department)
                    }
            }
            claimable[channel] = due.sorted { ($0.dueAt, $0.id) < ($1.dueAt, $1.id) }.prefix(slots).map(\.id)
        }
        return claimable
    }

    /// Level or trouble, and address; nil: a summary has none.
    func lane(_ delivery: Delivery) -> String? {
        delivery.incident.map { "\(incidents[$0]?.level?.description ?? $0.string) \(delivery.address)" }
    }

    private func picked(_ selection: DeliverySelection) -> [Delivery.ID] {
        let found = queue.filter { delivery in
            selection.states.contains(delivery.state) && selection.ids?.contains(delivery.id) ?? true
                && delivery.id > selection.after ?? .init("") && selection.channel ?? delivery.address.channel == delivery.address.channel
        }
        return found.prefix(selection.limit).map(\.id)
    }

    mutating func save(_ changes: Changes) {
        arrivals += changes.arrivals
        events = events.map { changes.corrections[$0.id] ?? $0 } + changes.events
        for index in arrivals.indices { arrivals[index].verdict = changes.verdicts[arrivals[index].arrival.id] ?? arrivals[index].verdict }
        for (index, event) in events.enumerated() { if let resolved = changes.resolved[event.id] { events[index] = resolved.applied(to: event) } }
        for kept in changes.awaited.values { awaited[kept.row.id] = kept.isOver ? nil : kept.row }
        suppressions += changes.suppressions
        for (key, pause) in changes.pauses { pauses[key] = pause }
        for (name, silence) in changes.silences { silences[name] = silence }
        for (key, line) in changes.suppressed { suppressed[key] = line }
        pulses.merge(changes.pulses) { _, new in new }
        for (key, item) in changes.agenda { agenda[key] = item }
        seen.formUnion(changes.seen.map(\.key))
        for alert in changes.alerts { alerts[alert.id] = alert }
        levels.merge(changes.levels) { _, new in new }
        incidents.merge(changes.incidents) { _, new in new }
        deliveries.merge(changes.deliveries) { _, new in new }
        for delivery in changes.deliveries.values {
            if delivery.state.isFinished { unfinished.remove(delivery.id) } else { unfinished.insert(delivery.id) }
        }
    }
}
