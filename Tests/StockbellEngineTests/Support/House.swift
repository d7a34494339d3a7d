import FoundationEssentials
import Logging
import StockbellCore
import StockbellEngine
import StockbellStore

/// A clerk with its couriers over a scripted store, far sides and a clock that tests drive.
final class House: Sendable {
    let clock: ManualClock
    let settings: Settings
    let store: ScriptedStore
    let clerk: Clerk
    let couriers: [String: Courier]
    let carriers: [String: FakeCarrier]
    let renderer: FakeRenderer

    init(
        _ settings: Settings, store: ScriptedStore? = nil, clock: ManualClock = ManualClock(), renderer: FakeRenderer = FakeRenderer(),
        limits: ClerkMachine.Limits = .prompt, isStart: Bool = true, log: Logger = .silent
    ) {
        let store = store ?? ScriptedStore(MemoryStore(now: { clock.now }))
        let clerk = Clerk(
            store: store, ledger: Ledger(settings: settings), couriers: settings.couriers, limits: limits, isStart: isStart, log: log,
            clock: SteadyClock { clock.read() }, sleep: { try await clock.sleep($0) })
        let carriers = Dictionary(settings.channels.map { ($0.name, FakeCarrier()) }) { first, _ in first }
        var couriers: [String: Courier] = [:]
        for channel in settings.channels {
            couriers[channel.name] = Courier(
                channel: channel, carrier: carriers[channel.name] ?? FakeCarrier(), renderer: renderer, routing: settings.routing, log: .silent,
                now: { clock.now }, note: { clerk.note($0) })
        }
        (self.clock, self.settings, self.store, self.clerk) = (clock, settings, store, clerk)
        (self.carriers, self.couriers, self.renderer) = (carriers, couriers, renderer)
    }

    /// Runs clerk and couriers around a test's steps, and stops them in order: all that is under way must have come back by then.
    func run<R: Sendable>(_ steps: @Sendable (House) async throws -> R) async throws -> R {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for courier in couriers.values { group.addTask { await courier.run() } }
            group.addTask { [self] in
                await runClerk()
                couriers.values.forEach { $0.stop() }
            }
            do {
                let result = try await steps(self)
                clerk.stop()
                try await group.waitForAll()
                return result
            } catch {
                group.cancelAll()
                throw error
            }
        }
    }

    func runClerk() async {
        await clerk.run { [couriers] claimed in
            for (channel, claimed) in Dictionary(grouping: claimed, by: \.delivery.address.channel) { couriers[channel]?.take(claimed) }
        }
    }

    /// Posts that the item's quantity is so many, and waits for the commit.
    @discardableResult func post(_ item: String = "A", _ quantity: Decimal) async -> Arrival.Verdict? {
        await take("\(item) \(quantity)", .level(item, quantity))
    }

    func take(_ body: String, _ decoded: Decoded) async -> Arrival.Verdict? {
        await clerk.take(.body(body), keeping: [], source: "tills", decoded: decoded, at: clock.now)
    }

    /// Returns when the clerk has done all that it finds to do at this moment: what is due goes into the transaction before the second
    /// body's at the latest, and what follows from that into the third's.
    func settle() async {
        for _ in 0..<4 { _ = await take("ping", .nothing) }
    }

    /// From now on the disk is full.
    ///
    /// - Returns: for each attempt to write, how often the clerk had slept before: once it sleeps again, it has noticed.
    func failForNow(_ noticing: @escaping @Sendable () -> Void) -> Record<Int> {
        let tries = Record<Int>()
        store.fail { [clock] _ in
            noticing()
            tries.add(clock.sleeps.values.count)
            throw StoreTrouble.full
        }
        return tries
    }

    func carrier(_ channel: String) throws -> FakeCarrier {
        guard let carrier = carriers[channel] else { throw FixtureError() }
        return carrier
    }

    func deliveries() async throws -> [Delivery] { try await store.deliveries(RecordQuery()) }
}

extension ClerkMachine.Limits {
    /// Nothing lingers: a manual clock would not let it go on.
    static var prompt: ClerkMachine.Limits {
        var limits = ClerkMachine.Limits()
        limits.linger = 0
        return limits
    }
}
