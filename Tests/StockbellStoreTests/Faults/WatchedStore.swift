import FoundationEssentials
import StockbellCore

@testable import StockbellStore

/// A SQLite store whose every change has a witness.
final class WatchedStore: Store, Auditable {
    let inner: SQLiteStore
    private let witness: Witness

    init(_ inner: SQLiteStore, by witness: Witness) {
        self.inner = inner
        self.witness = witness
    }

    func transact<R: Sendable>(_ keys: BookKeys, _ work: @escaping @Sendable (inout Book) throws -> R) async throws -> R {
        try await witness.watch(inner) { try await inner.transact(keys, work) }
    }

    func agenda() async throws -> Agenda { try await inner.agenda() }
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

    func page(of table: AuditedTable, after position: String?, limit: Int) async throws -> AuditedPage {
        try await inner.page(of: table, after: position, limit: limit)
    }

    func forgetExpired(limit: Int) async throws { try await witness.watch(inner) { _ = try await inner.forgetExpired(limit: limit) } }
    func close() throws { try inner.close() }
}
