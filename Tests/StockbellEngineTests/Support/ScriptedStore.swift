import FoundationEssentials
import StockbellCore
import Synchronization

/// A store that fails and dawdles as a test tells it; what it keeps, another store keeps for it.
final class ScriptedStore: Store {
    /// A fault that lies in what is written, not in the disk.
    struct Fault: Error {}

    /// What a transaction changed, with nothing if it failed.
    struct Transaction: Sendable {
        var keys: BookKeys
        var changes: Changes?

        /// The texts of the bodies in it.
        var bodies: [String] { changes?.arrivals.map { String(decoding: $0.arrival.body, as: UTF8.self) } ?? [] }
    }

    typealias Script = @Sendable (Changes) throws -> Void

    private let inner: any Store
    private let script: Mutex<Script>
    private let planning: Mutex<@Sendable () throws -> Void>
    /// Each transaction passes it first.
    let gate = Gate(isOpen: true)
    let transactions = Record<Transaction>()
    let plans = Record<Void>()

    init(_ inner: any Store) {
        self.inner = inner
        script = Mutex { _ in }
        planning = Mutex {}
    }

    /// From now on each transaction fails with what this throws; it sees what would be saved.
    func fail(_ script: @escaping Script) { self.script.withLock { $0 = script } }

    /// From now on each look at the agenda fails with what this throws.
    func failPlans(_ script: @escaping @Sendable () throws -> Void) { planning.withLock { $0 = script } }

    /// Everything works again.
    func recover() {
        fail { _ in }
        failPlans {}
    }

    func transact<R: Sendable>(_ keys: BookKeys, _ work: @escaping @Sendable (inout Book) throws -> R) async throws -> R {
        await gate.pass()
        let script = script.withLock { $0 }
        do {
            let (result, changes) = try await inner.transact(keys) { book in
                let result = try work(&book)
                try script(book.changes)
                return (result, book.changes)
            }
            transactions.add(Transaction(keys: keys, changes: changes))
            return result
        } catch {
            transactions.add(Transaction(keys: keys))
            throw error
        }
    }

    func agenda() async throws -> Agenda {
        plans.add(())
        try planning.withLock { $0 }()
        return try await inner.agenda()
    }

    /// Commits that wrote something.
    var commits: [Changes] { transactions.values.compactMap(\.changes).filter { !$0.isEmpty } }

    func events(_ query: RecordQuery) async throws -> [EventRecord] { try await inner.events(query) }
    func deliveries(_ query: RecordQuery) async throws -> [Delivery] { try await inner.deliveries(query) }
    func trace(_ id: String) async throws -> Trace? { try await inner.trace(id) }
    func alerts(_ ids: [Alert.ID]) async throws -> [Alert] { try await inner.alerts(ids) }
    func incidents(_ ids: [Incident.ID]) async throws -> [Incident] { try await inner.incidents(ids) }
    func body(of arrival: Arrival.ID) async throws -> Arrival? { try await inner.body(of: arrival) }
    func arrivals(after position: Arrival.ID?, source: String?, limit: Int) async throws -> [Arrival] {
        try await inner.arrivals(after: position, source: source, limit: limit)
    }
    func levels(of source: String) async throws -> [Level] { try await inner.levels(of: source) }
    func deliveries(beginning prefix: String, limit: Int) async throws -> [Delivery] {
        try await inner.deliveries(beginning: prefix, limit: limit)
    }
    func silences() async throws -> [Silence] { try await inner.silences() }
    func configuration(_ number: Int) async throws -> (since: Date, text: String)? { try await inner.configuration(number) }
    func pauses() async throws -> [Pause] { try await inner.pauses() }
    func suppressedAddresses() async throws -> [SuppressedAddress] { try await inner.suppressedAddresses() }
    func awaited(_ source: String, limit: Int) async throws -> [Awaited] { try await inner.awaited(source, limit: limit) }
    func unfinishedDeliveries() async throws -> Int { try await inner.unfinishedDeliveries() }
}

extension StoreTrouble {
    static let full = StoreTrouble(.diskFull, "database or disk is full")
}
