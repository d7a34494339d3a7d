/// Every decision of Stockbell over what the clerk loaded.
///
/// Pure: what it knows is the book, what it does is written into the book.
///
/// A batch gives what its inputs one by one give.
package struct Ledger: Sendable {
    package let settings: Settings
    package let policy: RetryPolicy
    private let sources: [String: SourceSettings]
    let channels: [String: ChannelSettings]
    /// What the sources have in common.
    let shelves: Shelves
    /// Whether some rule hears of all places of an item together.
    let asksAcrossPlaces: Bool
    /// Whether some rule hears that two sources tell different things.
    let asksForMismatches: Bool
    package let zones: any ZoneRules

    /// - Parameter zones: For the hours of departments, where they keep any.
    package init(settings: Settings, policy: RetryPolicy = RetryPolicy(), zones: any ZoneRules = Greenwich()) {
        self.settings = settings
        self.policy = policy
        self.zones = zones
        sources = Dictionary(settings.sources.map { ($0.name, $0) }) { first, _ in first }
        shelves = settings.shelves
        asksAcrossPlaces = settings.routing.asksAcrossPlaces
        asksForMismatches = settings.routing.asksFor(.mismatch)
        channels = Dictionary(settings.channels.map { ($0.name, $0) }) { first, _ in first }
    }

    /// What one batch produced beside what it wrote.
    package struct Result: Hashable, Sendable {
        /// One for each input; for an arrival its verdict, as for one that is read again; nil where nothing of that was quarantined any more.
        package var verdicts: [Arrival.Verdict?] = []
        /// Deliveries that are ours to send now: claimed, or born so.
        package var claimed: [Claimed] = []
        /// What became of the deliveries that somebody picked, in their order.
        package var handled: [Handled] = []
        /// By source, how many levels were not what its platform has.
        package var missed: [String: Int] = [:]
        /// Silences that somebody ended.
        package var unsilenced: [Silence] = []
        /// Pauses that somebody ended.
        package var lifted: [Pause] = []
        /// For each order about an incident, in their order, what its department does now; nil: the incident is over.
        package var cared: [Care?] = []
        /// Channels of which a claim ended what it did not take out: there may be more to claim.
        package var withheld: Set<String> = []
        /// By channel, reports of messages that are not known here.
        package var strays: [String: Int] = [:]
        /// Addresses that somebody took off the suppression list, as they stood there.
        package var allowed: [SuppressedAddress] = []
    }

    /// What the inputs need in the book.
    package func keys(for inputs: [Input]) -> BookKeys {
        var keys = BookKeys(joined: shelves.sources)
        for input in inputs {
            if case .arrival(let arrival, _) = input { keys.pulses.insert(arrival.source) }
            switch input {
            case .arrival(_, .events(let events)):
                add(events, to: &keys)
            case .reading(let reading):
                let keysOfLevels = reading.asked.union(reading.statements.map(\.subject.key))
                let items = keysOfLevels.map { BookKeys.Item(source: $0.source, item: $0.item, isTest: $0.isTest) }
                keys.items.formUnion(items)
                keys.awaited.formUnion(items)
                for statement in reading.statements where shelves.joins(reading.source) { keys.skus.formUnion(skus(of: statement.subject)) }
                if source(reading.source)?.burst != nil { keys.pulses.insert(reading.source) }
            case .reingest(let arrival, let decoded):
                keys.records.insert(arrival.id)
                if case .events(let events) = decoded { add(events, to: &keys) }
            case .care(let order):
                if let level = order.level { keys.items.insert(.init(source: level.source, item: level.item, isTest: level.isTest)) }
                if let asked = order.asked { keys.deliveries.insert(asked.delivery) }
            case .outcome(let attempt, let outcome):
                keys.deliveries.insert(attempt.delivery)
                if let level = attempt.level, outcome.mayBeTriedAgain {
                    keys.items.insert(.init(source: level.source, item: level.item, isTest: level.isTest))
                }
            case .feedback(let channel, let feedback): add(feedback, on: channel, to: &keys)
            case .claim(let channel, let slots): keys.claims[channel, default: 0] += slots
            case .due:
                keys.isDue = true
                keys.followers = shelves.followers
            case .rescue(let isStart, _):
                keys.rescuesAll = isStart || keys.rescuesAll == true
                if isStart { keys.pulses.formUnion(sources.keys) }
            case .retry(let selection), .cancel(let selection): keys.selections.append(selection)
            case .trouble(let trouble):
                if let source = trouble.source, shelves.joins(source) { keys.silent[source] = shelves.followers(of: source) }
            case .silence(let silence): keys.mutes.insert(silence.name)
            case .unsilence(let name): keys.mutes.insert(name)
            case .reloaded: keys.pulses.formUnion(sources.keys)
            case .arrival, .troubleOver, .pause, .resume, .suppress, .allow, .probe: break
            }
        }
        return keys
    }

    private func add(_ events: [StockEvent], to keys: inout BookKeys) {
        for event in events.map(prepared) {
            let subject = event.subject
            keys.items.insert(.init(source: subject.source, item: subject.item.id, isTest: subject.isTest))
            if shelves.joins(subject.source) { keys.skus.formUnion(skus(of: subject)) }
            if let key = event.dedupeKey, key.strength == .providerID { keys.seen.insert(.init(source: subject.source, digest: key.digest)) }
        }
    }

    private func add(_ feedback: [Feedback], on channel: String, to keys: inout BookKeys) {
        for word in feedback {
            switch word {
            case .report(let report):
                switch report.subject {
                case .delivery(let key): keys.deliveries.insert(key.delivery)
                case .provider(let id): keys.reported.insert(.init(channel: channel, id: id))
                }
            case .optOutOf(let id, _): keys.deliveries.insert(id)
            case .optOut, .optIn: break
            }
        }
    }

    /// Applies the inputs in their order.
    ///
    /// A claim takes what was claimable when the book was loaded, a selection what fitted it then; so they go before inputs that make more of it.
    ///
    /// - Parameter slots: by channel, how many messages may be claimed, at birth or later; counted down here.
    /// - Throws: what load 2 throws.
    package func apply(
        _ inputs: [Input], to book: inout Book, slots: inout [String: Int], ids: inout some IDSource, chance: inout some RandomNumberGenerator
    ) throws -> Result {
        var result = Result()
        liftExpired(&book)
        for input in inputs {
            var verdict: Arrival.Verdict?
            switch input {
            case .arrival(let arrival, let decoded):
                verdict = try receive(arrival, decoded, &book, &slots, &ids, &result.claimed)
            case .reading(let reading):
                let missed = try read(reading, &book, &slots, &ids, &result.claimed)
                if missed > 0 { result.missed[reading.source, default: 0] += missed }
            case .reingest(let arrival, let decoded):
                verdict = try reingest(arrival, decoded, &book, &slots, &ids, &result.claimed)
            case .outcome(let attempt, let outcome):
                try settle(attempt, outcome, &book, &slots, &ids, &chance, &result.claimed)
            case .claim(let channel, let wanted):
                let offered = (book.claimable[channel] ?? []).prefix(max(0, wanted))
                try claim(channel, wanted, &book, &slots, &ids, &result.claimed)
                if offered.contains(where: { book.deliveries[$0]?.state.isFinished == true }) { result.withheld.insert(channel) }
            case .due:
                try release(&book, &ids)
                try keepAgenda(&book, &slots, &ids, &result.claimed)
                try decideOverdue(&book, &slots, &ids, &result.claimed)
            case .rescue(let isStart, let spared):
                try rescue(sparing: spared, &book, &slots, &ids, &chance, &result.claimed)
                if isStart { try begin(&book, &ids) }
            case .reloaded:
                try begin(&book, &ids)
            case .trouble(let trouble):
                try open(trouble, &book, &slots, &ids, &result.claimed)
            case .troubleOver(let key):
                close(trouble: key, &book)
            case .retry(let selection):
                result.handled += try retry(selection, &book)
            case .cancel(let selection):
                result.handled += cancel(selection, &book)
            case .care(let order):
                result.cared.append(care(order, &book, &ids))
            case .pause(let wanted):
                pause(wanted, &book)
            case .resume(let scope):
                result.lifted += resume(scope, &book)
            case .silence(let silence):
                try mute(silence, &book)
            case .unsilence(let name):
                if let ended = try unmute(name, &book) { result.unsilenced.append(ended) }
            case .feedback(let channel, let feedback):
                let strays = try heed(feedback, on: channel, &book, &slots, &ids, &result.claimed)
                if strays > 0 { result.strays[channel, default: 0] += strays }
            case .suppress(let address):
                try suppress(address, &book)
            case .allow(let key):
                if let struck = try allow(key, &book) { result.allowed.append(struck) }
            case .probe:
                book.probe()
            }
            result.verdicts.append(verdict)
        }
        return result
    }

    /// What follows from settings that nobody has worked by yet.
    private func begin(_ book: inout Book, _ ids: inout some IDSource) throws {
        try book.put(configuration: RoutingRecord(settings.routing).text)
        forgetTemplateTroubles(&book)
        closeBreakers(&book)
        watchSources(&book)
        try beginDigests(&book, &ids)
    }

    /// Does what is due and has no delivery yet.
    private func keepAgenda(_ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource, _ claimed: inout [Claimed]) throws {
        for item in book.dueAgenda where book.changes.agenda[item.key] == nil {
            switch item.key.kind {
            case .quiet: try look(at: item.key.subject, &book, &slots, &ids, &claimed)
            }
        }
    }

    /// The event as config.json wants it: its place under the one name, and with `"testEvents": "live"` a test event as a real one.
    func prepared(_ event: StockEvent) -> StockEvent {
        var event = event
        if !shelves.isEmpty { event.subject.place = shelves.named(event.subject.place, of: event.subject.source) }
        guard event.subject.isTest, sources[event.subject.source]?.testEvents == .live else { return event }
        event.subject.isTest = false
        return event
    }

    /// The article numbers that an event's item may have: the platform's own, and the one by which the catalogue knows it.
    private func skus(of subject: Subject) -> [SKU] {
        let entry = settings.catalogue?.entry(sku: subject.item.sku, item: subject.item.id, source: subject.source)
        return [subject.item.sku, entry?.sku].compactMap { $0.map { SKU(text: $0, isTest: subject.isTest) } }
    }

    func source(_ name: String) -> SourceSettings? { sources[name] }

    func department(_ name: String) -> Department? { settings.routing.department(name) }
}
