import FoundationEssentials
import GRDB
import StockbellCore
import StockbellTesting

@testable import StockbellStore

/// A shop's day, small: arrivals with dedupe keys, levels, incidents, deliveries that are claimed and settled, closings in between, and a log that
/// is moved into the file again and again.
struct DaysWork {
    let time: ManualTime
    /// Each runs out once.
    let items = (0..<24).map { "item \($0)" }
    private let ledger = Ledger(settings: .make(firstSight: .alert))

    init(time: ManualTime) {
        self.time = time
    }

    /// Works, opening and closing the store on the way.
    ///
    /// - Parameter turns: how many items run out; at most all.
    func run(on witness: Witness, turns: Int = .max) async throws {
        var (ids, chance) = (ULIDSource(SeededGenerator(1)), SeededGenerator(2))
        var store = try await open(witness)
        var underWay: [Claimed] = []
        for (number, item) in items.prefix(turns).enumerated() {
            time.advance(by: 1)
            var inputs = [arrival(of: item, &ids)] + underWay.prefix(number % 5).map { outcome(of: $0, isFine: number % 7 != 3) }
            underWay.removeFirst(min(number % 5, underWay.count))
            if number % 3 == 0 { inputs = [.claim(channel: "mail", slots: 2), .claim(channel: "sms", slots: 1)] + inputs }
            underWay += try await apply(inputs, to: store, &ids, &chance)
            guard number % 10 == 9 else { continue }
            try store.close()
            store = try await open(witness)
            underWay += try await apply([.rescue(isStart: true)], to: store, &ids, &chance)
        }
        try await store.forgetExpired(limit: 10)
        try store.close()
    }

    /// Everything comes once more, and nobody asks before whether it was there: the index must notice.
    func repeatArrivals(on store: SQLiteStore) async throws {
        var (ids, chance) = (ULIDSource(SeededGenerator(3)), SeededGenerator(4))
        for item in items {
            let arrival = arrival(of: item, &ids)
            var keys = ledger.keys(for: [arrival])
            keys.seen = []
            (ids, chance) = try await store.transact(keys) { [ids, chance] book in
                var (ids, chance, slots) = (ids, chance, [String: Int]())
                _ = try ledger.apply([arrival], to: &book, slots: &slots, ids: &ids, chance: &chance)
                return (ids, chance)
            }
        }
    }

    private func open(_ witness: Witness) async throws -> WatchedStore {
        let store = try await witness.open(.serve) { [time] in time.now }
        // 30 pages: SQLite moves the log into the file after every few commits.
        try await store.inner.pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA wal_autocheckpoint = 30") }
        return store
    }

    private func apply(_ inputs: [Input], to store: WatchedStore, _ ids: inout ULIDSource<SeededGenerator>, _ chance: inout SeededGenerator)
        async throws -> [Claimed]
    {
        let claimed: [Claimed]
        (claimed, ids, chance) = try await store.transact(ledger.keys(for: inputs)) { [ids, chance] book in
            var (ids, chance, slots) = (ids, chance, ["mail": 2, "chat": 1, "hook": 2])
            return (try ledger.apply(inputs, to: &book, slots: &slots, ids: &ids, chance: &chance).claimed, ids, chance)
        }
        return claimed
    }

    private func arrival(of item: String, _ ids: inout ULIDSource<SeededGenerator>) -> Input {
        let key = DedupeKey(digest: [UInt8](repeating: 0, count: 8) + Array(item.utf8.suffix(8)), strength: .providerID)
        let body = "\(item) \(String(repeating: "x", count: 1500))"
        return .arrival(
            .make(id: ids.next(at: time.now), body: body, at: time.now),
            .events([.make(subject: .make(item: item), quantity: 0, key: key, at: time.now)]))
    }

    private func outcome(of claimed: Claimed, isFine: Bool) -> Input {
        let delivery = claimed.delivery
        return .outcome(
            .init(delivery: delivery.id, number: delivery.attempt, channel: delivery.address.channel, level: claimed.level),
            isFine ? .delivered(Receipt(answer: "250 ok")) : .retry(Failure(.connection, "refused"), after: .seconds(2), scope: .message))
    }
}
