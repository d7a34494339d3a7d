package import FoundationEssentials
package import StockbellCore

/// All that a `MemoryStore` knows.
///
/// A value: a copy is a snapshot.
package struct MemoryState: Sendable {
    /// The time of the last commit.
    package internal(set) var now = Date(milliseconds: 0)
    package internal(set) var arrivals: [Arrival.ID: Changes.KeptArrival] = [:]
    package internal(set) var events: [StockEvent.ID: EventRecord] = [:]
    /// Dedupe keys with their expiry.
    var seen: [BookKeys.Seen: Date] = [:]
    var levels: [BookKeys.Item: [LevelKey: Level]] = [:]
    package internal(set) var incidents: [Incident.ID: Incident] = [:]
    /// The open incident of a level.
    var open: [LevelKey: Incident.ID] = [:]
    package internal(set) var alerts: [Alert.ID: Alert] = [:]
    package internal(set) var deliveries: [Delivery.ID: Delivery] = [:]
    package internal(set) var suppressions: [Suppression] = []
    /// What waits for a reading.
    package internal(set) var awaited: [StockEvent.ID: Awaited] = [:]
    package internal(set) var pauses: [Pause.Key: Pause] = [:]
    /// What the rules said, each time that they said something else.
    package internal(set) var configurations: [(since: Date, text: String)] = []
    package internal(set) var silences: [String: Silence] = [:]
    package internal(set) var suppressedAddresses: [SuppressedAddress.Key: SuppressedAddress] = [:]
    package internal(set) var pulses: [String: Pulse] = [:]
    package internal(set) var agendaItems: [AgendaItem.Key: AgendaItem] = [:]
    /// Deliveries that are not finished, each with its incident; nil: it has none.
    package internal(set) var unfinished: [Delivery.ID: Incident.ID?] = [:]
    /// The same, by incident.
    var byIncident: [Incident.ID?: Set<Delivery.ID>] = [:]
    /// Those of incidents of levels, by level.
    var byLevel: [LevelKey: Set<Delivery.ID>] = [:]

    package init() {}
}

extension MemoryState {
    /// Dedupe keys that the changes remember although they are there and not expired, or remember twice.
    func seenBefore(_ changes: Changes, now: Date) -> Set<BookKeys.Seen> {
        var new: Set<BookKeys.Seen> = []
        return Set(changes.seen.map(\.key).filter { key in (seen[key].map { $0 > now } ?? false) || !new.insert(key).inserted })
    }

    /// Takes the changes over, all or none.
    mutating func save(_ changes: Changes, now: Date) throws {
        guard !changes.isEmpty else { return }
        for incident in changes.incidents.values {
            guard let key = incident.level, changes.levels[key] == nil, levels[.init(key)]?[key] == nil else { continue }
            throw WorkMistake.incidentWithoutLevel(incident)
        }
        self.now = now
        for kept in changes.arrivals { arrivals[kept.arrival.id] = kept.inMilliseconds }
        for event in changes.corrections.values { events[event.id] = event.inMilliseconds }
        for (arrival, verdict) in changes.verdicts { arrivals[arrival]?.verdict = verdict }
        for event in changes.events { events[event.id] = event.inMilliseconds }
        for resolved in changes.resolved.values { events[resolved.id] = events[resolved.id].map(resolved.applied) }
        for kept in changes.awaited.values { awaited[kept.row.id] = kept.isOver ? nil : kept.row.inMilliseconds }
        for kept in changes.seen { seen[kept.key] = kept.expiresAt }
        if let text = changes.configuration { configurations.append((now, text)) }
        for var alert in changes.alerts {
            alert.configuration = configurations.isEmpty ? nil : configurations.count
            alerts[alert.id] = alert.inMilliseconds
        }
        for (key, level) in changes.levels { levels[.init(key), default: [:]][key] = level.inMilliseconds }
        for incident in changes.incidents.values.sorted(by: { !$0.isOpen && $1.isOpen }) { save(incident) }
        for delivery in changes.deliveries.values { save(delivery) }
        suppressions += changes.suppressions
        for (source, pulse) in changes.pulses { pulses[source] = pulse.inMilliseconds }
        for (key, item) in changes.agenda { agendaItems[key] = item?.inMilliseconds }
        for (name, silence) in changes.silences { silences[name] = silence?.inMilliseconds }
        for (key, line) in changes.suppressed { suppressedAddresses[key] = line?.inMilliseconds }
        for (key, pause) in changes.pauses { pauses[key] = pause?.inMilliseconds }
    }

    private mutating func save(_ incident: Incident) {
        incidents[incident.id] = incident
        guard let key = incident.level else { return }
        if incident.isOpen {
            open[key] = incident.id
        } else if open[key] == incident.id {
            open[key] = nil
        }
    }

    private mutating func save(_ delivery: Delivery) {
        deliveries[delivery.id] = delivery.inMilliseconds
        if let incident = unfinished.removeValue(forKey: delivery.id) {
            byIncident[incident]?.remove(delivery.id)
            if byIncident[incident]?.isEmpty == true { byIncident[incident] = nil }
            if let level = incident.flatMap({ incidents[$0]?.level }) { byLevel[level]?.remove(delivery.id) }
        }
        guard !delivery.state.isFinished else { return }
        unfinished[delivery.id] = .some(delivery.incident)
        byIncident[delivery.incident, default: []].insert(delivery.id)
        if let level = delivery.incident.flatMap({ incidents[$0]?.level }) { byLevel[level, default: []].insert(delivery.id) }
    }
}
