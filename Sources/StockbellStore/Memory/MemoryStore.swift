package import FoundationEssentials
package import StockbellCore
import Synchronization

/// A store that lasts as long as the process: for rehearsals and tests.
///
/// It decides as the one on disk does; one contract suite runs over both.
package final class MemoryStore: Store, Auditable {
    private let clock: @Sendable () -> Date
    private let state = Mutex(MemoryState())

    /// Makes an empty store that takes its time from `now`.
    package init(now: @escaping @Sendable () -> Date) {
        clock = now
    }

    package func transact<R: Sendable>(_ keys: BookKeys, _ work: @escaping @Sendable (inout Book) throws -> R) async throws -> R {
        try state.withLock { try $0.transact(keys, clock: clock(), work) }
    }

    package func agenda() async throws -> Agenda { state.withLock { $0.agenda() } }

    package func events(_ query: RecordQuery) async throws -> [EventRecord] { state.withLock { $0.events(query) } }

    package func deliveries(_ query: RecordQuery) async throws -> [Delivery] { state.withLock { $0.deliveries(query) } }

    package func trace(_ id: String) async throws -> Trace? { state.withLock { $0.trace(id) } }

    package func alerts(_ ids: [Alert.ID]) async throws -> [Alert] {
        state.withLock { state in Set(ids).compactMap { state.alerts[$0] } }
    }

    package func incidents(_ ids: [Incident.ID]) async throws -> [Incident] {
        state.withLock { state in Set(ids).compactMap { state.incidents[$0] } }
    }

    package func body(of arrival: Arrival.ID) async throws -> Arrival? { state.withLock { $0.arrivals[arrival]?.arrival } }

    package func page(of table: AuditedTable, after position: String?, limit: Int) async throws -> AuditedPage {
        state.withLock { $0.page(of: table, after: position, limit: max(1, limit)) }
    }

    package func arrivals(after position: Arrival.ID?, source: String?, limit: Int) async throws -> [Arrival] {
        state.withLock { state in
            let all = state.arrivals.values.map(\.arrival).filter { arrival in
                position.map { arrival.id > $0 } ?? true && source.map { arrival.source == $0 } ?? true
            }
            return Array(all.sorted { $0.id < $1.id }.prefix(max(0, limit)))
        }
    }

    package func levels(of source: String) async throws -> [Level] {
        state.withLock { state in
            state.levels.values.flatMap(\.values).filter { $0.key.aspect == .stock && $0.key.source == source && !$0.key.isTest }
        }
    }

    package func deliveries(beginning prefix: String, limit: Int) async throws -> [Delivery] {
        state.withLock { state in
            Array(state.deliveries.values.filter { $0.id.string.hasPrefix(prefix) }.sorted { $0.id < $1.id }.prefix(max(0, limit)))
        }
    }

    package func pauses() async throws -> [Pause] { state.withLock { Array($0.pauses.values) } }
    package func configuration(_ number: Int) async throws -> (since: Date, text: String)? {
        state.withLock { $0.configurations.indices.contains(number - 1) ? $0.configurations[number - 1] : nil }
    }
    package func silences() async throws -> [Silence] { state.withLock { $0.silences.values.sorted { $0.name < $1.name } } }

    package func suppressedAddresses() async throws -> [SuppressedAddress] {
        state.withLock { $0.suppressedAddresses.values.sorted { $0.key < $1.key } }
    }

    package func awaited(_ source: String, limit: Int) async throws -> [Awaited] { state.withLock { $0.awaited(source, limit: limit) } }

    package func unfinishedDeliveries() async throws -> Int { state.withLock { $0.unfinished.count } }
}
