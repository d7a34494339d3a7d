import FoundationEssentials
import GRDB
import StockbellCore

/// One transaction on SQLite: fills a book, and saves what the work changed in it.
///
/// It remembers which rows it has read, so that saving need not look for them.
final class BookSession {
    /// Dedupe keys that were there already when they were saved, although the work had not asked for them.
    struct SeenBefore: Error {
        var keys: Set<BookKeys.Seen>
    }

    let db: Database
    let now: Date
    /// Rows of levels, with the incident that each names as open and the sku that it has.
    private var levels: [LevelKey: (row: Int64, incident: Incident.ID?, sku: String?)] = [:]
    /// The level's row of each incident; nil: it is a trouble.
    private var levelOf: [Incident.ID: Int64?] = [:]
    private var deliveries: Set<Delivery.ID> = []

    init(db: Database, now: Date) {
        self.db = db
        self.now = now
    }

    // MARK: - Loading

    /// Load 1: everything that the keys name.
    func book(for keys: BookKeys) throws -> Book {
        var deliveries = try DeliveryTable.deliveries(keys.deliveries, db)
        let reported = try DeliveryTable.deliveries(reportedAs: keys.reported, db)
        deliveries += reported.values
        var wanted: Set<Alert.ID> = []
        var claimable: [String: [Delivery.ID]] = [:]
        var nextPending: [String: Date] = [:]
        let pauses = try PauseTable.all(db)
        for (channel, limit) in keys.claims {
            let found = try DeliveryTable.claimable(on: channel, limit: limit, now: now, pauses: pauses, db)
            claimable[channel] = found.map(\.id)
            nextPending[channel] = try DeliveryTable.nextPending(on: channel, now: now, db)
            wanted.formUnion(found.flatMap(\.alerts))
            deliveries += found
        }
        let cares = try claimable.isEmpty ? [:] : IncidentTable.cares(of: Set(deliveries.compactMap(\.incident)), db)
        let due = keys.isDue ? try DeliveryTable.due(now: now, db) : []
        deliveries += try DeliveryTable.deliveries(Set(due.compactMap(\.follows)), db)
        wanted.formUnion(due.flatMap(\.alerts))
        let agenda = keys.isDue ? try AgendaTable.due(now: now, db) : []
        let pulses = keys.pulses.union(agenda.filter { $0.key.kind == .quiet }.map(\.key.subject))
        let expired = try keys.rescuesAll.map { try DeliveryTable.sending(until: $0 ? nil : now, db) } ?? []
        deliveries += try DeliveryTable.waiting(for: keys.mutes, db)
        var selected: [DeliverySelection: [Delivery.ID]] = [:]
        var picked: Set<Alert.ID> = []
        for selection in keys.selections {
            let found = try DeliveryTable.selected(selection, db)
            selected[selection] = found.map(\.id)
            picked.formUnion(found.flatMap(\.alerts))
            deliveries += found
        }
        var alerts = try AlertTable.alerts(wanted.union(picked), db)

        // Of what somebody picked, the levels say whether it is still true.
        var items = picked.isEmpty ? keys.items : keys.items.union(alerts.filter { picked.contains($0.id) }.compactMap(\.level).map { .init($0) })
        // What has lasted goes by the hours and the limit of today, behind what else waits of its level.
        let lasted = Set(due.filter(\.isWaitingToSee).flatMap(\.alerts))
        if !lasted.isEmpty { items.formUnion(alerts.filter { lasted.contains($0.id) }.compactMap(\.level).map { .init($0) }) }
        let overdue = keys.isDue ? try AwaitedTable.overdue(now: now, db) : []
        items.formUnion(overdue.map { .init($0.key) })
        let beside = try IncidentTable.incidents(Set((deliveries + expired).filter(\.mayFallBack).compactMap(\.incident)), db)
        items.formUnion(beside.compactMap(\.level).map { .init($0) })
        if !keys.joined.isEmpty {
            try LevelTable.prepareShelves(db)
            items = try LevelTable.items(reachedFrom: items, keys, due: agenda, db)
        }
        let levels = items.isEmpty ? [] : try LevelTable.levels(of: items, db)
        for level in levels { self.levels[level.level.key] = (level.row, level.incident?.id, level.level.subject.item.sku) }
        let open = levels.compactMap(\.incident)
        if !levels.isEmpty, try DeliveryTable.hasOpenSummaries(db) {
            deliveries += try DeliveryTable.openSummaries(telling: levels.map(\.row), db)
            alerts += try AlertTable.inOpenSummaries(telling: levels.map(\.row), db)
        }
        let unfinished = levels.isEmpty ? [] : try DeliveryTable.unfinished(at: levels.map(\.row), db)
        let closed = try IncidentTable.incidents(
            Set(unfinished.compactMap(\.incident)).subtracting(open.map(\.id)),
            of: Dictionary(levels.map { ($0.row, $0.level.key) }) { first, _ in first }, db)
        let troubles = try IncidentTable.openTroubles(db)
        if !troubles.isEmpty { deliveries += try DeliveryTable.unfinished(ofTroubles: Set(troubles.map(\.id)), db) }
        for incident in open + closed { levelOf[incident.id] = incident.level.flatMap { self.levels[$0]?.row } }
        for trouble in troubles { levelOf[trouble.id] = .some(nil) }
        deliveries += unfinished + due + expired
        self.deliveries.formUnion(deliveries.lazy.map(\.id))
        return try Book(
            now: now, joined: keys.joined, seen: SeenTable.known(keys.seen, now: now, db), levels: levels.map(\.level),
            incidents: open + closed + troubles,
            deliveries: deliveries, alerts: alerts, claimable: claimable, nextPending: nextPending, due: due.map(\.id),
            expired: expired.map(\.id), selected: selected, pauses: pauses,
            pulses: PulseTable.pulses(pulses, db), dueAgenda: agenda,
            awaited: AwaitedShelf(AwaitedTable.rows(of: keys.awaited, db), overdue: overdue),
            records: Dictionary(uniqueKeysWithValues: keys.records.map { ($0, try EventTable.events(of: $0, db)) }), cares: cares,
            reported: reported.mapValues(\.id), beside: beside,
            loadGathering: { try self.gathering($0) },
            loadTally: { try DeliveryTable.tally($0, since: $1, self.db) },
            loadTold: { key, stretch in
                let told = try DeliveryTable.told(key, within: stretch, self.db)
                let alerts = Dictionary(try AlertTable.alerts(Set(told), self.db).map { ($0.id, $0) }) { first, _ in first }
                return told.compactMap { alerts[$0] }
            }, loadUnsent: { try self.unsent($0, since: $1) }, loadSilences: { try SilenceTable.all(self.db) },
            loadConfiguration: { try ConfigurationTable.latest(self.db) },
            loadOpen: { try AlertTable.alerts(Set(DeliveryTable.toldAndOpen(department: $0, address: $1, at: $2, self.db)), self.db) },
            addressLoads: Book.AddressLoads(
                thread: { try DeliveryTable.thread(of: $0, self.db) }, suppressed: { try SuppressedAddressTable.line($0, self.db) },
                segments: { try DeliveryTable.segments($0, since: $1, self.db) }))
    }

    /// Reads the open gathering delivery of a key (load 2).
    ///
    /// Of a summary's alerts, those of the book's incidents are in the book since load 1, and no others are asked for while it
    /// gathers: reading all at each first sight would make a bulk import take the square of its time.
    private func gathering(_ key: GatheringKey) throws -> Delivery? {
        let found = try DeliveryTable.gathering(key, db)
        if let found { deliveries.insert(found.id) }
        return found
    }

    /// Reads what of a tally waits untried (load 2).
    private func unsent(_ key: TallyKey, since: Date) throws -> [(Delivery, [Alert])] {
        let found = try DeliveryTable.unsent(key, since: since, db)
        deliveries.formUnion(found.map(\.id))
        let alerts = Dictionary(try AlertTable.alerts(Set(found.flatMap(\.alerts)), db).map { ($0.id, $0) }) { first, _ in first }
        return found.map { delivery in (delivery, delivery.alerts.compactMap { alerts[$0] }) }
    }

    // MARK: - Saving

    /// Writes the changes.
    ///
    /// - Throws: `SeenBefore` when the work must be run again with these keys in its book; what was written is then to be rolled back.
    func save(_ changes: Changes) throws {
        let before = try changes.seen.filter { try !SeenTable.insert($0, now: now, db) }
        guard before.isEmpty else { throw SeenBefore(keys: Set(before.map(\.key))) }
        try save(changes.levels, changes.incidents.values)
        for event in changes.corrections.values { try EventTable.correct(event, db) }
        for (arrival, verdict) in changes.verdicts { try ArrivalTable.judge(arrival, verdict, db) }
        if let text = changes.configuration { try ConfigurationTable.save(text, since: now, db) }
        var sources = Dictionary((changes.events + changes.corrections.values).compactMap { event in event.alert.map { ($0, event.id) } }) {
            first, _ in first
        }
        for resolved in changes.resolved.values { if let alert = resolved.alert { sources[alert] = resolved.id } }
        for alert in changes.alerts { try AlertTable.insert(alert, event: sources[alert.id] ?? alert.behind, db) }
        for delivery in changes.deliveries.values {
            try save(delivery)
            if !DeliveryTable.holdsItsAlert(delivery) { try CarriesTable.save(delivery.alerts, of: delivery.id, db) }
        }
        for (name, silence) in changes.silences { try SilenceTable.save(silence, name, db) }
        for (key, line) in changes.suppressed { try SuppressedAddressTable.save(line, key, db) }
        for (key, pause) in changes.pauses { try PauseTable.save(pause, key, db) }
        for pulse in changes.pulses.values { try PulseTable.save(pulse, db) }
        for (key, item) in changes.agenda { try AgendaTable.save(item, key, db) }
        for suppression in changes.suppressions { try SuppressionTable.insert(suppression, db) }
        try save(changes.arrivals, changes.events)
        for resolved in changes.resolved.values { try EventTable.update(resolved, db) }
        for kept in changes.awaited.values { try AwaitedTable.save(kept, db) }
        try changes.isProbe ? ClockTable.moveOn(to: now, db) : ClockTable.save(now, db)
    }

    private func save(_ changed: [LevelKey: Level], _ incidents: some Collection<Incident>) throws {
        let open = Dictionary(incidents.filter(\.isOpen).compactMap { incident in incident.level.map { ($0, incident.id) } }) { _, last in last }
        let closed = Set(incidents.filter { !$0.isOpen }.map(\.id))
        var written: Set<LevelKey> = []
        for (key, level) in changed {
            if let known = levels[key] {
                let incident = open[key] ?? known.incident.flatMap { closed.contains($0) ? nil : $0 }
                try LevelTable.update(level, row: known.row, sku: known.sku, incident: incident, db)
                levels[key] = (known.row, incident, level.subject.item.sku)
                written.insert(key)
            } else {
                let row = try LevelTable.save(level, incident: open[key], db)
                // What else the row names is not known here.
                levels[key] = (row, open[key], level.subject.item.sku)
            }
        }
        // Closed ones first: the level of one may have a new one already.
        for incident in incidents.sorted(by: { !$0.isOpen && $1.isOpen }) {
            guard let key = incident.level else {
                try IncidentTable.save(incident, level: nil, db)
                levelOf[incident.id] = .some(nil)
                continue
            }
            guard let row = try levels[key]?.row ?? LevelTable.row(of: key, db) else { throw WorkMistake.incidentWithoutLevel(incident) }
            try IncidentTable.save(incident, level: row, db)
            levelOf[incident.id] = row
            let isNoted = written.contains(key) || incident.isOpen && changed[key] != nil
            if !isNoted { try LevelTable.note(incident, row: row, db) }
        }
    }

    private func save(_ delivery: Delivery) throws {
        if deliveries.contains(delivery.id) {
            try DeliveryTable.update(delivery, db)
            if delivery.createdAt == now, delivery.tally != nil { try DeliveryTable.count(delivery, db) }
            if delivery.alerts.isEmpty, delivery.incident != nil { try DeliveryTable.empty(delivery.id, db) }
            return
        }
        let level = try delivery.incident.flatMap { try levelOf[$0] ?? IncidentTable.level(of: $0, db) }
        try DeliveryTable.save(delivery, level: level, db)
    }

    private func save(_ arrivals: [Changes.KeptArrival], _ events: [EventRecord]) throws {
        let byArrival = Dictionary(grouping: events, by: \.arrival)
        for kept in arrivals { try ArrivalTable.insert(kept, events: (byArrival[kept.arrival.id] ?? []).map(\.id), db) }
        let new = Set(arrivals.map(\.arrival.id))
        for event in events {
            try EventTable.insert(event, db)
            if !new.contains(event.arrival) { try ArrivalTable.extend(event.arrival, by: event.id, db) }
        }
    }
}
