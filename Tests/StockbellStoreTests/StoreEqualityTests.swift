import FoundationEssentials
import StockbellCore
import StockbellStore
import StockbellTesting
import Testing

/// The ledger over one store gives what it gives over the other, whatever happens in whatever order.
@Suite struct StoreEqualityTests {
    private struct State {
        var levels: [LevelKey: Level]
        var incidents: [LevelKey: Incident]
        var troubles: [String: Incident]
        var events: [EventRecord]
        var deliveries: [Delivery]
        var agenda: Agenda
        var pauses: Set<Pause>
        var silences: [Silence]
        var suppressed: [SuppressedAddress]

        /// What the two do not have alike, by name.
        func differing(from other: State) -> [String] {
            [
                ("levels", levels == other.levels), ("incidents", incidents == other.incidents), ("troubles", troubles == other.troubles),
                ("events", events == other.events), ("deliveries", deliveries == other.deliveries), ("agenda", agenda == other.agenda),
                ("pauses", pauses == other.pauses), ("silences", silences == other.silences),
                ("suppressed", suppressed == other.suppressed),
            ].filter { !$0.1 }.map(\.0)
        }
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>, [false, true])
    func bothStoresEndAlike(_ seed: UInt64, isJoined: Bool) async throws {
        let (time, folder) = (ManualTime(), try TemporaryFolder())
        let sqlite = try SQLiteStore.open(path: folder.store, mode: .serve) { time.now }
        let stores: [any Store] = [MemoryStore { time.now }, sqlite]
        var happening = Happening(seed: seed, sources: isJoined ? ["shop", "web"] : ["shop"])
        var ids = ULIDSource(SeededGenerator(seed &+ 1))
        var claimed: [Claimed] = []
        let firstSight: SourceSettings.FirstSight = seed.isMultiple(of: 2) ? .summary : .alert
        let ledger = Ledger(settings: Self.answering(isJoined ? .joined(firstSight: firstSight) : .make(firstSight: firstSight)))
        for turn in 0..<60 {
            time.advance(by: happening.pause())
            let inputs = happening.inputs(after: claimed, now: time.now, ids: &ids)
            var outcomes: [(Ledger.Result, ULIDSource<SeededGenerator>)] = []
            for store in stores {
                outcomes.append(
                    try await store.transact(ledger.keys(for: inputs)) { [ids] book in
                        var (ids, chance, slots) = (ids, SeededGenerator(UInt64(turn)), ["mail": 2, "chat": 1, "hook": 3, "sms": 2])
                        return (try ledger.apply(inputs, to: &book, slots: &slots, ids: &ids, chance: &chance), ids)
                    })
            }
            let isSame = outcomes[0].0 == outcomes[1].0
            try #require(isSame, "turn \(turn)")
            ids = outcomes[0].1
            claimed += outcomes[0].0.claimed
            if turn % 20 == 19 {
                let (memory, disk) = (try await state(of: stores[0]), try await state(of: stores[1]))
                let differing = memory.differing(from: disk)
                try #require(differing == [], "turn \(turn)")
                #expect(!memory.deliveries.isEmpty)
            }
        }
        for event in try await stores[0].events(RecordQuery()) {
            let isSame = try await stores[0].trace(event.id.string) == stores[1].trace(event.id.string)
            #expect(isSame, "\(event.id)")
        }
        try sqlite.close()
    }

    /// The settings with far sides that call back, threads, and a budget.
    private static func answering(_ settings: Settings) -> Settings {
        var settings = settings
        for index in settings.channels.indices {
            settings.channels[index].feedback = FeedbackDoor(url: "https://stock.example.com/receipts/x", key: Secret("k"))
            if settings.channels[index].class == .chat { settings.channels[index].incidents = .thread }
            settings.channels[index].text.segmentsPerDay = 20
        }
        settings.routing.departments[1].segmentsPerDay = 15
        settings.routing.departments[1].rules[0].fallback = [Address(text: "mail:f@example.com"), Address(text: "chat")]
        return settings
    }

    private func state(of store: any Store) async throws -> State {
        let items = Set(Happening.items.map { BookKeys.Item(source: "shop", item: $0, isTest: false) })
        let keys = BookKeys(items: items, joined: ["shop", "web"], skus: Set(Happening.items.map { SKU(text: "SKU-\($0)") }))
        let (levels, incidents, troubles) = try await store.transact(keys) {
            ($0.levels, $0.incidents.filter(\.value.isOpen), $0.troubles)
        }
        return try await State(
            levels: levels, incidents: incidents, troubles: troubles, events: store.events(RecordQuery()),
            deliveries: store.deliveries(RecordQuery()), agenda: agenda(of: store), pauses: Set(store.pauses()), silences: store.silences(),
            suppressed: store.suppressedAddresses())
    }

    /// Pauses come in no order.
    private func agenda(of store: any Store) async throws -> Agenda {
        var agenda = try await store.agenda()
        agenda.pauses.sort { "\($0.key)" < "\($1.key)" }
        return agenda
    }
}

/// What may happen to a shop, by chance.
private struct Happening {
    static let items = ["1", "2", "3"]

    private var chance: SeededGenerator

    private let sources: [String]

    init(seed: UInt64, sources: [String]) {
        self.sources = sources
        chance = SeededGenerator(seed)
    }

    mutating func pause() -> Double { [0, 0.25, 1, 30, 130, 1000].randomElement(using: &chance) ?? 1 }

    mutating func inputs(after claimed: [Claimed], now: Date, ids: inout ULIDSource<SeededGenerator>) -> [Input] {
        (0..<Int.random(in: 1...6, using: &chance)).map { _ in input(claimed, now, &ids) }
    }

    private mutating func input(_ claimed: [Claimed], _ now: Date, _ ids: inout ULIDSource<SeededGenerator>) -> Input {
        switch Int.random(in: 0..<30, using: &chance) {
        case 0..<9:
            return .arrival(
                Arrival.make(id: ids.next(at: now), at: now), .events((0..<Int.random(in: 1...2, using: &chance)).map { _ in event(now) }))
        case 9: return .arrival(Arrival.make(id: ids.next(at: now), at: now), .quarantined(type: nil, reason: "no JSON"))
        case 10: return .arrival(Arrival.make(id: ids.next(at: now), at: now), .ignored(type: "x", reason: "not about stock"))
        case 11, 12: return .claim(channel: ["mail", "chat", "sms", "hook"].randomElement(using: &chance) ?? "mail", slots: 2)
        case 13: return .due
        case 14: return .rescue(isStart: Bool.random(using: &chance))
        case 15: return .trouble(Trouble(key: "source:shop", title: "Quiet", text: "Nothing came", fix: "Look"))
        case 16: return .troubleOver("source:shop")
        case 20: return .retry(selection(now))
        case 21: return .cancel(selection(now))
        case 22:
            return .pause(Pause(scope: scope(), origin: .hand, since: now, until: Bool.random(using: &chance) ? now + 100 : nil, reason: "budget"))
        case 23: return .resume(Bool.random(using: &chance) ? nil : scope())
        case 24:
            let condition = Where.field(.item, .matches([Glob(Self.items.randomElement(using: &chance) ?? "1")]))
            return .silence(
                Silence(
                    name: Bool.random(using: &chance) ? "a" : "b", where: condition, span: .until(now + 200),
                    then: Bool.random(using: &chance) ? .summary : .forget, since: now))
        case 25: return .unsilence(Bool.random(using: &chance) ? "a" : "b")
        case 26, 27: return feedback(claimed)
        case 28:
            let isText = Bool.random(using: &chance)
            return .allow(.init(channel: isText ? "sms" : "mail", recipient: isText ? "+4915112345671" : "buyers@example.com"))
        default:
            guard let one = claimed.suffix(8).randomElement(using: &chance)?.delivery else { return .due }
            let attempt = Input.Attempt(delivery: one.id, number: one.attempt, channel: one.address.channel)
            return .outcome(attempt, outcome())
        }
    }

    private mutating func feedback(_ claimed: [Claimed]) -> Input {
        guard let one = claimed.suffix(20).randomElement(using: &chance)?.delivery, Bool.random(using: &chance) else {
            return .feedback(channel: "sms", [.optOut(recipient: "+4915112345671", because: "STOP"), .optIn(recipient: "+1")])
        }
        let fate = DeliveryReport.Fate.allCases.randomElement(using: &chance) ?? .arrived
        let subject = Bool.random(using: &chance) ? DeliveryReport.Subject.delivery(one.key) : .provider("G\(Int.random(in: 0..<9, using: &chance))")
        return .feedback(
            channel: one.address.channel,
            [.report(DeliveryReport(subject, fate, detail: "said", suppresses: [nil, .bounce, .optOut].randomElement(using: &chance) ?? nil))])
    }

    private mutating func scope() -> Pause.Scope {
        [.all, .channel("mail"), .department("warehouse"), .address(Address(channel: "chat"))].randomElement(using: &chance) ?? .all
    }

    private mutating func selection(_ now: Date) -> DeliverySelection {
        let states: [Set<Delivery.State>] = [
            Set(Delivery.State.allCases), [.dead], [.dead, .unknown, .suppressed], [.pending, .gathering, .sending], [.suppressed, .delivered],
        ]
        return DeliverySelection(
            states: states.randomElement(using: &chance) ?? [.dead], channel: Bool.random(using: &chance) ? "mail" : nil,
            since: Bool.random(using: &chance) ? now - 2000 : nil, limit: Int.random(in: 1...9, using: &chance))
    }

    private mutating func outcome() -> Outcome {
        switch Int.random(in: 0..<7, using: &chance) {
        case 6: .retry(Failure(.policy, "later"), after: .milliseconds(45_500), scope: .address)
        case 0: .retry(Failure(.connection, "refused"), after: .seconds(20), scope: .channel)
        case 1: .unknown(Failure(.noAnswer, "silence"))
        case 2: .misconfigured(Failure(.authentication, "535"))
        case 3: .rejected(Failure(.unknownRecipient, "550"), suppress: false)
        case 4: .rejected(Failure(.unknownRecipient, "550"), suppress: true)
        default: .delivered(Receipt(providerID: "G\(Int.random(in: 0..<9, using: &chance))", answer: "250 ok", thread: "t", segments: 2))
        }
    }

    private mutating func event(_ now: Date) -> StockEvent {
        let subject = Subject.make(
            source: sources.count > 1 ? sources.randomElement(using: &chance) ?? "shop" : "shop",
            item: Self.items.randomElement(using: &chance) ?? "1", place: ["1", "2", nil].randomElement(using: &chance) ?? nil)
        let strength: DedupeKey.Strength = Bool.random(using: &chance) ? .providerID : .fingerprint
        let digest = [UInt8](repeating: 0, count: 15) + [UInt8.random(in: 0..<60, using: &chance)]
        let kind: StockEvent.Kind =
            [.level, .level, .level, .level, .declaredOut, .declaredBack, .delta, .removed, .touched].randomElement(using: &chance) ?? .level
        let quantity: Decimal? = [.level].contains(kind) ? Decimal([0, 0, 3, 6, 9, 40].randomElement(using: &chance) ?? 0) : nil
        return .make(
            kind, subject: subject, quantity: quantity, previous: Bool.random(using: &chance) ? 8 : nil, delta: kind == .delta ? -1 : nil,
            key: Bool.random(using: &chance) ? DedupeKey(digest: digest, strength: strength) : nil,
            at: now.addingTimeInterval([-100, -1, 0, 0].randomElement(using: &chance) ?? 0))
    }
}
