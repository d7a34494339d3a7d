import FoundationEssentials
import StockbellCore
import StockbellStore
import StockbellTesting
import Synchronization

/// A shop's days, hour by hour, on a real store under a clock that is told the time.
final class SimulatedShop: Sendable {
    let store: SQLiteStore
    private let time: ManualTime
    private let ledger = Ledger(settings: .make())
    private let chance: Chance

    /// Ids and all else that is left to chance.
    private final class Chance: Sendable {
        let ids: Mutex<ULIDSource<SeededGenerator>>
        let generator: Mutex<SeededGenerator>

        init(seed: UInt64) {
            ids = Mutex(ULIDSource(SeededGenerator(seed)))
            generator = Mutex(SeededGenerator(seed &+ 1))
        }
    }

    init(_ store: SQLiteStore, _ time: ManualTime, seed: UInt64) {
        (self.store, self.time) = (store, time)
        chance = Chance(seed: seed)
    }

    /// So many bodies come in, and what is due goes out and arrives.
    func work(bodies: Int) async throws {
        try await apply((0..<bodies).map { _ in body() })
        try await apply([.due])
        let slots = Dictionary(uniqueKeysWithValues: ledger.settings.channels.map { ($0.name, 1000) })
        let claimed = try await apply(slots.keys.sorted().map { .claim(channel: $0, slots: 1000) }, slots: slots)
        try await apply(claimed.map { .outcome(attempt($0), outcome()) })
        if pick(0..<20) == 0 { try await apply([.trouble(Trouble(key: "template:x", title: "t", text: "t", fix: "f"))]) }
        if pick(0..<10) == 0 { try await apply([.troubleOver("template:x")]) }
    }

    /// Prunes until there is nothing to do.
    ///
    /// - Returns: what all steps did together.
    @discardableResult func prune(_ keep: Keep, limit: Int = 100) async throws -> Pruned {
        var all = Pruned()
        repeat {
            let step = try await store.prune(keep, limit: limit)
            (all.quiet, all.told, all.raw) = (all.quiet + step.quiet, all.told + step.told, all.raw + step.raw)
            (all.isBehind, all.isTooLarge) = (step.isBehind, step.isTooLarge)
        } while all.isBehind
        return all
    }

    @discardableResult func apply(_ inputs: [Input], slots: [String: Int] = [:]) async throws -> [Claimed] {
        try await store.transact(ledger.keys(for: inputs)) { [ledger, chance] book in
            var slots = slots
            return try chance.ids.withLock { ids in
                try chance.generator.withLock { try ledger.apply(inputs, to: &book, slots: &slots, ids: &ids, chance: &$0).claimed }
            }
        }
    }

    private func attempt(_ claimed: Claimed) -> Input.Attempt {
        .init(
            delivery: claimed.delivery.id, number: claimed.delivery.attempt, channel: claimed.delivery.address.channel, level: claimed.level)
    }

    private func outcome() -> Outcome {
        switch pick(0..<20) {
        case 0: .rejected(Failure(.unknownRecipient, "550"), suppress: false)
        case 1: .retry(Failure(.serverError, "503"), after: .seconds(3600), scope: .message)
        default: .delivered(Receipt(answer: "250 ok"))
        }
    }

    /// Most of what comes changes nothing; some of it is not understood, or comes twice.
    private func body() -> Input {
        let arrival = Arrival(
            id: chance.ids.withLock { $0.next(at: time.now) }, source: "shop", receivedAt: time.now,
            headers: [Arrival.Header(name: "content-type", value: "application/json")], body: Array(repeating: 120, count: pick(200..<6000)))
        switch pick(0..<12) {
        case 0: return .arrival(arrival, .quarantined(type: nil, reason: "no JSON"))
        case 1: return .arrival(arrival, .ignored(type: "order", reason: "says nothing about stock"))
        case 2: return .arrival(arrival, .events((0..<20).map { _ in event() }))
        default: return .arrival(arrival, .events([event()]))
        }
    }

    private func event() -> StockEvent {
        let digest = (0..<16).map { _ in UInt8(pick(0..<256)) }
        let quantity = pick(0..<8) == 0 ? pick(0..<9) : pick(20..<40)
        return .make(
            subject: .make(item: "\(pick(0..<40))"), quantity: Decimal(quantity), key: DedupeKey(digest: digest, strength: .providerID), at: time.now)
    }

    private func pick(_ range: Range<Int>) -> Int { chance.generator.withLock { Int.random(in: range, using: &$0) } }
}
