package import FoundationEssentials

/// What the clerk loaded for a batch, and what the batch changed in it.
///
/// A store fills it in one set-based read (load 1), hands it to pure work, and saves `changes` in the same transaction.
/// Load 2, what only alerts need, comes through `fetch` and at most once a key.
package struct Book {
    /// The transaction's time: the store's, never before that of the last one.
    package let now: Date
    /// Dedupe keys among those asked for that were seen before.
    package var seen: Set<BookKeys.Seen>
    /// The levels of the items asked for, and of those that picked deliveries tell of, all places.
    package private(set) var levels: [LevelKey: Level]
    /// The open incidents of those levels; where there is none, perhaps a closed one with deliveries that are not finished.
    package private(set) var incidents: [LevelKey: Incident]
    /// The same, and troubles, by their ids.
    private var incidentsByID: [Incident.ID: Incident] = [:]
    /// Of claimable deliveries' incidents that are not loaded themselves, what departments do about them.
    private let cares: [Incident.ID: [String: Care]]
    /// All open troubles, by key.
    package private(set) var troubles: [String: Incident]
    /// Deliveries asked for; unfinished ones of those levels' incidents, open or closed, and of open troubles; open summaries that carry an alert
    /// of those levels; claimable, due and expired ones.
    package private(set) var deliveries: [Delivery.ID: Delivery]
    /// The alerts of loaded deliveries that are open summaries, may be claimed, are due or were picked; of the summaries at least those of the
    /// levels asked for.
    package private(set) var alerts: [Alert.ID: Alert]
    /// By channel, pending deliveries that are due and first in their lane, oldest first.
    package var claimable: [String: [Delivery.ID]]
    /// By channel, when the next delivery that was not claimable is due; nil: none.
    package var nextPending: [String: Date]
    /// Held and gathering deliveries whose time has come, oldest first.
    package var due: [Delivery.ID]
    /// `sending` deliveries that nobody carries any more.
    package var expired: [Delivery.ID]
    /// What somebody picked, by selection, in the order of the ids.
    package private(set) var selected: [DeliverySelection: [Delivery.ID]]
    /// All pauses that are stored, over or not.
    package private(set) var pauses: [Pause.Key: Pause]
    /// By source, the pulses asked for.
    package private(set) var pulses: [String: Pulse]
    /// Rows of the agenda whose time has come, oldest first.
    package let dueAgenda: [AgendaItem]
    /// What waits for a reading, of the items asked for, and what has waited too long.
    package internal(set) var awaited: AwaitedShelf
    /// What became of the bodies asked for, in the order of the ids.
    package private(set) var records: [Arrival.ID: [EventRecord]]
    /// Deliveries as far sides call them, of those asked for.
    let reported: [BookKeys.ProviderID: Delivery.ID]
    /// What the work changed.
    package internal(set) var changes = Changes()

    private var gatherings: [GatheringKey: Delivery.ID?] = [:]
    // Indexes: a batch of hundreds must not look at all of the book for each alert.
    private var places: [BookKeys.Item: [LevelKey]] = [:]
    private var skus: [SKU: Set<LevelKey>] = [:]
    private var incidentsAt: [LevelKey: Set<Incident.ID>] = [:]
    private var deliveriesOf: [Incident.ID: [Delivery.ID]] = [:]
    private var openSummaries: Set<Delivery.ID> = []
    /// Messages that count for a limit: those that this batch made, and, from the first question on, those of the store.
    private var singles: [TallyKey: [Delivery.ID: Date]] = [:]
    private var tallies: [TallyKey: Date] = [:]
    private let joined: Set<String>
    private let loadGathering: (GatheringKey) throws -> Delivery?
    private let loadTally: (TallyKey, Date) throws -> [Delivery.ID: Date]
    private let loadTold: (TallyKey, ClosedRange<Date>) throws -> [Alert]
    private let loadUnsent: (TallyKey, Date) throws -> [(Delivery, [Alert])]
    private let loadConfiguration: () throws -> String?
    private var loadedSilences: [String: Silence]?
    private let loadSilences: () throws -> [Silence]
    private let loadOpen: (String, Address, Date) throws -> [Alert]
    let addressLoads: AddressLoads
    var suppressedAddresses: [SuppressedAddress.Key: SuppressedAddress?] = [:]
    var segmentCounts: [SegmentKey: SegmentCount] = [:]

    /// Fills a book.
    ///
    /// - Parameters:
    ///   - joined: the sources whose levels of one sku are looked up together.
    ///   - incidents: of the levels loaded, the open ones and those that still have unfinished deliveries; of troubles, the open ones.
    ///   - cares: of the incidents of claimable deliveries, where a department does something about them.
    ///   - reported: by the far sides' ids, loaded deliveries.
    ///   - beside: the incidents of loaded deliveries that may have to be told elsewhere; their levels are loaded, too.
    ///   - loadGathering: load 2: the open gathering delivery of a key; nil: there is none.
    ///   - loadTally: load 2: the single messages of a key that were made after that moment and are not suppressed, with when they were made.
    ///   - loadTold: load 2: the alerts of those that were made within that stretch and have been tried.
    ///   - loadUnsent: load 2: those of them that nobody has tried, with nothing unfinished before them in their lane in their department.
    ///   - loadConfiguration: load 2: what the rules said when they were last kept; nil: never.
    ///   - loadSilences: load 2: the silences that commands made, over or not.
    ///   - loadOpen: load 2: of each level's incident that was open at that moment, the newest alert that a counted message or a digest of the
    ///     department had told the address by then.
    package init(
        now: Date, joined: Set<String> = [], seen: Set<BookKeys.Seen> = [], levels: [Level] = [], incidents: [Incident] = [],
        deliveries: [Delivery] = [],
        alerts: [Alert] = [], claimable: [String: [Delivery.ID]] = [:], nextPending: [String: Date] = [:], due: [Delivery.ID] = [],
        expired: [Delivery.ID] = [], selected: [DeliverySelection: [Delivery.ID]] = [:], pauses: [Pause] = [],
        pulses: [Pulse] = [], dueAgenda: [AgendaItem] = [], awaited: AwaitedShelf = .init(),
        records: [Arrival.ID: [EventRecord]] = [:], cares: [Incident.ID: [String: Care]] = [:],
        reported: [BookKeys.ProviderID: Delivery.ID] = [:], beside: [Incident] = [],
        loadGathering: @escaping (GatheringKey) throws -> Delivery? = { _ in nil },
        loadTally: @escaping (TallyKey, Date) throws -> [Delivery.ID: Date] = { _, _ in [:] },
        loadTold: @escaping (TallyKey, ClosedRange<Date>) throws -> [Alert] = { _, _ in [] },
        loadUnsent: @escaping (TallyKey, Date) throws -> [(Delivery, [Alert])] = { _, _ in [] },
        loadSilences: @escaping () throws -> [Silence] = { [] }, loadConfiguration: @escaping () throws -> String? = { nil },
        loadOpen: @escaping (String, Address, Date) throws -> [Alert] = { _, _, _ in [] }, addressLoads: AddressLoads = .none
    ) {
        self.now = now
        self.joined = joined
        self.seen = seen
        self.levels = [:]
        self.incidents = Dictionary(incidents.compactMap { incident in incident.level.map { ($0, incident) } }) { $0.isOpen ? $0 : $1 }
        troubles = Dictionary(incidents.compactMap { incident in incident.trouble.map { ($0, incident) } }) { _, last in last }
        self.deliveries = [:]
        self.alerts = Dictionary(alerts.map { ($0.id, $0) }) { _, last in last }
        self.claimable = claimable
        self.nextPending = nextPending
        self.due = due
        self.expired = expired
        self.selected = selected
        self.records = records
        self.cares = cares
        self.pauses = Dictionary(pauses.map { ($0.key, $0) }) { _, last in last }
        self.pulses = Dictionary(pulses.map { ($0.source, $0) }) { _, last in last }
        self.dueAgenda = dueAgenda
        self.awaited = awaited
        self.loadGathering = loadGathering
        self.loadTally = loadTally
        self.loadTold = loadTold
        self.loadUnsent = loadUnsent
        self.loadSilences = loadSilences
        self.loadConfiguration = loadConfiguration
        self.loadOpen = loadOpen
        self.reported = reported
        self.addressLoads = addressLoads
        for level in levels { hold(level) }
        for incident in beside { incidentsByID[incident.id] = incident }
        for incident in incidents { note(incident) }
        for delivery in deliveries { hold(delivery) }
    }

    private mutating func hold(_ level: Level) {
        let key = level.key
        if levels.updateValue(level, forKey: key) == nil { places[BookKeys.Item(key), default: []].append(key) }
        if !joined.isEmpty, key.aspect == .stock, joined.contains(key.source), let sku = level.subject.sku { skus[sku, default: []].insert(key) }
    }

    private mutating func note(_ incident: Incident) {
        incidentsByID[incident.id] = incident
        if let key = incident.level { incidentsAt[key, default: []].insert(incident.id) }
    }

    private mutating func hold(_ delivery: Delivery) {
        let isNew = deliveries.updateValue(delivery, forKey: delivery.id) == nil
        if isNew, let incident = delivery.incident { deliveriesOf[incident, default: []].append(delivery.id) }
        if delivery.isOpenSummary { openSummaries.insert(delivery.id) } else { openSummaries.remove(delivery.id) }
    }
}

// MARK: - Reading

extension Book {
    package func level(_ key: LevelKey) -> Level? { levels[key] }

    /// The open incident of a level; nil: all is well, or it was never told.
    package func incident(_ key: LevelKey) -> Incident? {
        incidents[key].flatMap { $0.isOpen ? $0 : nil }
    }

    /// An incident that was loaded, or made in this batch, open or not.
    package func incident(id: Incident.ID) -> Incident? { incidentsByID[id] }

    /// By department, what is done about an incident.
    package func cares(of incident: Incident.ID) -> [String: Care] { incidentsByID[incident]?.cares ?? cares[incident] ?? [:] }

    package func trouble(_ key: String) -> Incident? {
        troubles[key].flatMap { $0.isOpen ? $0 : nil }
    }

    /// Whether something is wrong with a source itself, so that what it said last may not be so any more.
    package func isInTrouble(source: String) -> Bool {
        guard !troubles.isEmpty else { return false }
        return troubles.contains { key, incident in incident.isOpen && (key == "source:\(source)" || key.hasPrefix("source:\(source):")) }
    }

    /// The levels that a platform tells of an item, at all its places.
    package func levels(ofItem key: LevelKey) -> [Level] {
        (places[BookKeys.Item(key)] ?? []).filter { $0.aspect == .stock }.compactMap { levels[$0] }
    }

    /// The levels of a sku that the sources which tell of shelves told, at all places.
    package func levels(of sku: SKU) -> [Level] {
        // One that changed its number meanwhile is of another shelf now.
        (skus[sku] ?? []).sorted().compactMap { levels[$0] }.filter { $0.subject.sku == sku }
    }

    /// Unfinished deliveries of an incident, in the order of their birth.
    package func unfinished(of incident: Incident.ID) -> [Delivery] {
        (deliveriesOf[incident] ?? []).compactMap { deliveries[$0] }.filter { !$0.state.isFinished }.sorted { $0.id < $1.id }
    }

    /// Unfinished deliveries of all incidents of a level, the closed ones too: good news may wait longer than its incident lasts.
    package func unfinished(at key: LevelKey) -> [Delivery] {
        (incidentsAt[key] ?? []).flatMap { unfinished(of: $0) }.sorted { $0.id < $1.id }
    }

    /// Open summaries that carry an alert of the level.
    package func openSummaries(telling level: LevelKey) -> [Delivery] {
        openSummaries.compactMap { deliveries[$0] }.filter { delivery in
            delivery.alerts.contains { alerts[$0]?.level == level }
        }.sorted { $0.id < $1.id }
    }

    /// What holds a delivery back now; nil: nothing does.
    package func pause(holding delivery: Delivery) -> Pause? { pauses.isEmpty ? nil : pauses.values.holding(delivery, at: now) }

    /// The silences that commands made, over or not, by name, read on first use (load 2).
    package mutating func silences() throws -> [String: Silence] {
        if let loadedSilences { return loadedSilences }
        let loaded = Dictionary(try loadSilences().map { ($0.name, $0) }) { _, last in last }
        loadedSilences = loaded
        return loaded
    }

    /// What waits for the end of a silence, in the order of birth.
    package func waiting(for silence: String) -> [Delivery] {
        deliveries.values.filter { $0.silence == silence && ($0.state == .held || $0.state == .gathering) }.sorted { $0.id < $1.id }
    }

    /// The open gathering delivery of a key, read on first use (load 2).
    package mutating func gathering(_ key: GatheringKey) throws -> Delivery? {
        if gatherings[key] == nil {
            // What this batch knows of it is newer than the store.
            let loaded = try loadGathering(key)
            gatherings[key] = .some(loaded?.id)
            if let loaded, deliveries[loaded.id] == nil { hold(loaded) }
        }
        guard let id = gatherings[key] ?? nil, let delivery = deliveries[id], delivery.state == .gathering else { return nil }
        return delivery
    }
}

// MARK: - Counting

extension Book {
    /// How many single messages of a key were made after that moment and are not suppressed (load 2).
    package mutating func tally(_ key: TallyKey, since: Date) throws -> Int {
        if tallies[key].map({ since < $0 }) ?? true {
            tallies[key] = since
            // What this batch made is newer than the store.
            singles[key, default: [:]].merge(try loadTally(key, since)) { own, _ in own }
        }
        return (singles[key] ?? [:]).count { id, madeAt in madeAt > since && deliveries[id]?.state != .suppressed }
    }

    /// The alerts of the single messages of a key that were made between two moments, both included, and are under way or finished, in the order
    /// of their birth (load 2).
    package func told(_ key: TallyKey, since: Date, until: Date) throws -> [Alert] {
        try since <= until ? loadTold(key, since...until) : []
    }

    /// Of each level's incident that was open at a moment, the newest alert that the address had been told by then, in the order of their birth
    /// (load 2).
    package func toldAndOpen(department: String, address: Address, at moment: Date) throws -> [Alert] {
        try loadOpen(department, address, moment).sorted { $0.id < $1.id }
    }

    /// Those of them that wait untried, with nothing else unfinished in their lane in their department, in the order of their birth (load 2).
    package mutating func unsent(_ key: TallyKey, since: Date) throws -> [Delivery] {
        for (delivery, told) in try loadUnsent(key, since) {
            if deliveries[delivery.id] == nil { hold(delivery) }
            for alert in told where alerts[alert.id] == nil { alerts[alert.id] = alert }
        }
        let found = (singles[key] ?? [:]).filter { $0.value > since }.keys.compactMap { deliveries[$0] }
        return found.filter { delivery in
            guard delivery.state == .pending || delivery.state == .held, delivery.frozenAt == nil,
                let level = delivery.alerts.first.flatMap({ alerts[$0]?.level })
            else { return false }
            // Of a level that the batch does not touch the store has looked at the lane.
            let lane = unfinished(at: level)
            return !lane.contains { $0.id != delivery.id && $0.isBefore(delivery) }
        }.sorted { $0.id < $1.id }
    }
}

extension Delivery {
    /// Whether it must be over before the other may be told: of the same lane, for the same department, under way or older.
    fileprivate func isBefore(_ other: Delivery) -> Bool {
        address == other.address && department == other.department && holdsLane && (state == .sending || id < other.id)
    }
}

// MARK: - Writing

extension Book {
    package mutating func add(_ arrival: Arrival, verdict: Arrival.Verdict) {
        changes.arrivals.append(Changes.KeptArrival(arrival: arrival, verdict: verdict))
    }

    package mutating func add(_ event: EventRecord) {
        changes.events.append(event)
    }

    /// Writes what became of an event over what was kept of it before.
    package mutating func correct(_ event: EventRecord) {
        changes.corrections[event.id] = event
    }

    /// Says anew what became of a body that is kept.
    package mutating func judge(_ arrival: Arrival.ID, _ verdict: Arrival.Verdict) {
        changes.verdicts[arrival] = verdict
    }

    /// Remembers a dedupe key; `expiresAt` is when it may be forgotten.
    package mutating func remember(_ key: BookKeys.Seen, until expiresAt: Date) {
        seen.insert(key)
        changes.seen.append(Changes.KeptSeen(key: key, expiresAt: expiresAt))
    }

    package mutating func put(_ level: Level) {
        hold(level)
        changes.levels[level.key] = level
    }

    package mutating func put(_ incident: Incident) {
        // What is written of one that is over hides no newer one.
        if let key = incident.level, incident.isOpen || incidents[key].map({ !$0.isOpen || $0.id == incident.id }) ?? true {
            incidents[key] = incident
        }
        if let key = incident.trouble { troubles[key] = incident }
        note(incident)
        changes.incidents[incident.id] = incident
    }

    package mutating func add(_ alert: Alert) {
        alerts[alert.id] = alert
        changes.alerts.append(alert)
    }

    package mutating func put(_ delivery: Delivery) {
        // What waited to see whether it lasts is counted from when it goes.
        if deliveries[delivery.id]?.tally == nil, let key = TallyKey(delivery) { singles[key, default: [:]][delivery.id] = delivery.createdAt }
        hold(delivery)
        changes.deliveries[delivery.id] = delivery
    }

    /// Starts a gathering delivery, to be found again by its key.
    package mutating func put(_ delivery: Delivery, gathering key: GatheringKey) {
        put(delivery)
        gatherings[key] = .some(delivery.id)
    }

    package mutating func put(_ pause: Pause) {
        pauses[pause.key] = pause
        changes.pauses[pause.key] = .some(pause)
    }

    /// Writes a silence that a command made, or ends it where it is nil.
    package mutating func put(_ silence: Silence?, named name: String) throws {
        var known = try silences()
        known[name] = silence
        loadedSilences = known
        changes.silences[name] = .some(silence)
    }

    /// Keeps what the rules say from now on, where that is another text than was kept last.
    package mutating func put(configuration text: String) throws {
        guard try (changes.configuration ?? loadConfiguration()) != text else { return }
        changes.configuration = text
    }

    package mutating func lift(_ key: Pause.Key) {
        pauses[key] = nil
        changes.pauses[key] = .some(nil)
    }

    package mutating func put(_ pulse: Pulse) {
        pulses[pulse.source] = pulse
        changes.pulses[pulse.source] = pulse
    }

    /// Enters a row into the agenda, instead of an earlier one of its key.
    package mutating func put(_ item: AgendaItem) {
        changes.agenda[item.key] = .some(item)
    }

    /// Takes a row out of the agenda.
    package mutating func strike(_ key: AgendaItem.Key) {
        changes.agenda[key] = .some(nil)
    }

    package mutating func add(_ suppression: Suppression) {
        changes.suppressions.append(suppression)
    }

    /// Has the store find out whether it can write.
    package mutating func probe() {
        changes.isProbe = true
    }
}
