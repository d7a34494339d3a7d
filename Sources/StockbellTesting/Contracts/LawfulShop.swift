import FoundationEssentials
import StockbellCore
import Synchronization

/// A shop whose ledger fills a store with something of everything, again and again.
struct LawfulShop: Sendable {
    private static let settings = Settings.make(firstSight: .summary)
    private static let ledger = Ledger(settings: settings)
    static let law = Law(channels: settings.channels)

    /// What one day comes to.
    static let day: AuditTotals = {
        var totals = AuditTotals()
        totals.arrivals = [.decoded: 7, .duplicate: 1, .quarantined: 1]
        totals.events = [.applied: 7, .duplicate: 1, .quarantined: 1]
        (totals.edges, totals.alerts, totals.carried, totals.leftOut) = (6, 8, 16, 4)
        totals.suppressions = [.over: 4]
        totals.deliveries = [.delivered: 1, .unknown: 1, .dead: 1, .suppressed: 1, .pending: 12]
        (totals.openIncidents, totals.closedIncidents, totals.levels) = (4, 2, 4)
        totals.agenda = 6
        return totals
    }()

    private final class Counter: Sendable {
        private let count = Mutex(0)

        func next() -> Int {
            count.withLock { count in
                count += 1
                return count
            }
        }
    }

    let world: StoreWorld
    private let counter = Counter()

    init(_ world: StoreWorld) {
        self.world = world
    }

    /// Another day: an item runs out and comes back, one is seen for the first time, bodies are repeated and unreadable, messages go every way.
    func live() async throws {
        let day = counter.next()
        let key = DedupeKey(digest: withUnsafeBytes(of: UInt64(day)) { Array($0) + Array($0) }, strength: .providerID)
        let (one, two) = (Subject.make(item: "one-\(day)"), Subject.make(item: "two-\(day)"))
        try await post(.make(subject: one, quantity: 0, previous: 9, key: key))
        try await post(.make(subject: one, quantity: 0, previous: 9, key: key))
        try await settle("mail", .retry(Failure(.serverError, "503"), after: .seconds(60), scope: .message))
        try await settle("chat", .delivered(Receipt(answer: "200")))
        try await settle("sms", .unknown(Failure(.noAnswer, "silence")))
        try await post(.make(subject: two, quantity: 3, previous: 9))
        try await settle("chat", .rejected(Failure(.refusedContent, "400"), suppress: false))
        try await post(.make(subject: one, quantity: 40))
        for (item, quantity) in [("three", 0), ("four", 0), ("four", 40)] as [(String, Decimal)] {
            try await post(.make(subject: .make(item: "\(item)-\(day)"), quantity: quantity))
        }
        try await post(.make(subject: two, quantity: 2))
        try await apply([.claim(channel: "mail", slots: 1)], slots: ["mail": 1])
        try await apply([.arrival(.make(id: world.id(), at: world.time.now), .quarantined(type: nil, reason: "no JSON"))])
        try await world.store.put { book in
            for number in 0..<5 {
                let pulse = Pulse(source: "source-\(day)-\(number)", firstAt: book.now, lastAt: book.now, count: 1)
                book.put(pulse)
                book.put(AgendaItem(.quiet, pulse.source, dueAt: book.now.addingTimeInterval(86_400)))
            }
        }
        world.time.advance(by: 1300)
        try await apply([.due, .rescue(isStart: false)])
    }

    /// What goes by `hook` is under way at once, and nothing more is heard of it.
    private func post(_ event: StockEvent) async throws {
        world.time.advance(by: 1)
        try await apply([.arrival(.make(id: world.id(), at: world.time.now), .events([event]))], slots: ["hook": 1])
    }

    private func settle(_ channel: String, _ outcome: Outcome) async throws {
        let claimed = try await apply([.claim(channel: channel, slots: 1)], slots: [channel: 1])
        try await apply(
            claimed.map { .outcome(.init(delivery: $0.delivery.id, number: $0.delivery.attempt, channel: channel, level: $0.level), outcome) })
    }

    @discardableResult private func apply(_ inputs: [Input], slots: [String: Int] = [:]) async throws -> [Claimed] {
        let seed = UInt64(counter.next())
        return try await world.store.transact(Self.ledger.keys(for: inputs)) { book in
            var (slots, ids, chance) = (slots, ULIDSource(SeededGenerator(seed)), SeededGenerator(seed))
            return try Self.ledger.apply(inputs, to: &book, slots: &slots, ids: &ids, chance: &chance).claimed
        }
    }
}
