import Foundation
import StockbellCore
import StockbellEngine
import StockbellSources
import StockbellStore
import StockbellTesting

/// A shop on BigCommerce without threads: posts go through adapter, ledger and store, questions through the enricher's machine to a fake platform.
struct ReadingHouse {
    let settings: Settings
    let time = ManualTime()
    let store: MemoryStore
    private let adapter: any SourceAdapter
    private let api: any PlatformAPI
    private let ledger: Ledger
    private var machine: EnricherMachine
    private var ids = ULIDSource(SeededGenerator(1))
    private var hash = 0
    var platform = FakeBigCommerce(token: "token-4711", locations: [1, 2])

    init(firstSight: SourceSettings.FirstSight = .quiet) throws {
        var settings = Settings.make()
        let access = PlatformAccess(store: "abc", token: Secret("token-4711"), url: "https://api.bigcommerce.com")
        let source = SourceSettings(
            name: "shop", platform: .bigcommerce, isUnsigned: true, firstSight: firstSight, storeHash: "abc", access: access)
        settings.sources = [source]
        let rule = Rule(id: "system/all", name: "all", on: AlertKind.stock, send: [Address(text: "hook")])
        settings.routing.departments = [Department(name: "system", locale: "en", timeZone: "UTC", rules: [rule])]
        self.settings = settings
        guard let api = PlatformAPIs.api(for: source) else { throw CancellationError() }
        self.api = api
        adapter = SourceAdapters.adapter(for: source, zones: FoundationZones())
        ledger = Ledger(settings: settings)
        machine = EnricherMachine(source: "shop") { api.kind(of: $0) }
        store = MemoryStore { [time] in time.now }
    }

    /// What the process has in memory is gone, the store is not.
    mutating func crash() {
        machine = EnricherMachine(source: "shop") { [api] in api.kind(of: $0) }
    }

    /// What the platform has is known.
    mutating func learn() async throws {
        let statements = platform.stock.map { shelf, stock in
            StockEvent(
                kind: .reading, type: "reading",
                subject: Subject(
                    source: "shop", platform: .bigcommerce, item: Item(id: "\(shelf.variant)"), place: Place(id: "\(shelf.location)")),
                quantity: Decimal(stock.quantity), occurredAt: time.now)
        }
        var inputs: [Input] = [.reading(StockReading(source: "shop", sentAt: time.now, statements: statements, asked: []))]
        time.advance(by: 60)
        try await apply(&inputs)
    }

    /// Events as BigCommerce posts them, in commits of 256.
    mutating func post(_ event: String, _ shelves: [FakeBigCommerce.Shelf]) async throws {
        var inputs: [Input] = []
        for shelf in shelves {
            hash += 1
            let body = """
                { "scope": "store/channel/*/inventory/product/\(event)", "store_id": "1", "producer": "stores/abc",
                  "created_at": \(Int(time.now.timeIntervalSince1970)), "hash": "\(hash)",
                  "data": { "variant_id": \(shelf.variant), "product_id": \(shelf.variant / 10), "location_id": \(shelf.location) } }
                """
            let request = SourceRequest(headers: [], body: Array(body.utf8))
            let arrival = Arrival(id: ids.next(at: time.now), source: "shop", receivedAt: time.now, body: request.body)
            inputs.append(.arrival(arrival, adapter.decode(request)))
            if inputs.count == 256 { try await apply(&inputs) }
        }
        try await apply(&inputs)
    }

    /// The enricher looks once a second, and each answer takes a fifth of one, for so many seconds.
    mutating func pass(_ seconds: Int) async throws {
        let end = time.now.addingTimeInterval(TimeInterval(seconds))
        while time.now < end {
            let waiting = try await store.awaited("shop", limit: 5000)
            var actions = machine.handle(.waiting(waiting), now: time.now)
            while !actions.isEmpty {
                var next: [EnricherMachine.Action] = []
                for action in actions {
                    switch action {
                    case .note(let input):
                        var inputs = [input]
                        try await apply(&inputs)
                    case .ask(let inquiry):
                        let response = platform.answer(api.request(inquiry), now: time.now)
                        time.advance(by: 0.2)
                        next += machine.handle(.found(inquiry, api.finding(in: response, to: inquiry)), now: time.now)
                    }
                }
                actions = next
            }
            time.advance(by: 1)
        }
        var due: [Input] = [.due]
        try await apply(&due)
    }

    private mutating func apply(_ inputs: inout [Input]) async throws {
        defer { inputs = [] }
        guard !inputs.isEmpty else { return }
        let batch = inputs
        ids = try await store.transact(ledger.keys(for: batch)) { [ledger, ids] book in
            var (slots, ids, chance) = ([String: Int](), ids, SeededGenerator(1))
            _ = try ledger.apply(batch, to: &book, slots: &slots, ids: &ids, chance: &chance)
            return ids
        }
    }

    func events() async throws -> [EventRecord] { try await store.events(RecordQuery(limit: 100_000)) }

    /// The kinds of all alerts of what ran out, or the like, by shelf, in their order.
    func alerts() async throws -> [FakeBigCommerce.Shelf: [AlertKind]] {
        let ids = try await events().compactMap(\.alert)
        let alerts = try await store.alerts(ids).sorted { $0.id < $1.id }
        return Dictionary(grouping: alerts) { alert in
            FakeBigCommerce.Shelf(variant: Int(alert.subject.item.id) ?? 0, location: alert.subject.place.flatMap { Int($0.id) } ?? 0)
        }.mapValues { $0.map(\.kind) }
    }

    func levels(_ shelves: [FakeBigCommerce.Shelf]) async throws -> [FakeBigCommerce.Shelf: Level] {
        let items = Set(shelves.map { BookKeys.Item(source: "shop", item: "\($0.variant)", isTest: false) })
        return try await store.transact(BookKeys(items: items)) { book in
            Dictionary(
                uniqueKeysWithValues: book.levels.values.map { level in
                    let place = level.subject.place.flatMap { Int($0.id) } ?? 0
                    return (FakeBigCommerce.Shelf(variant: Int(level.subject.item.id) ?? 0, location: place), level)
                })
        }
    }

    func breaches() async throws -> [String] {
        try await store.audit(by: Law(channels: settings.channels), pageSize: 100_000).breaches.map(\.description)
    }
}
