import FoundationEssentials
package import StockbellCore
import Synchronization

/// What a check of the store contract works with.
package struct StoreWorld: Sendable {
    /// Empty at the start.
    package let store: any Store & Auditable
    package let time: ManualTime
    private let open: @Sendable () throws -> any Store
    private let ids = Ids()

    private final class Ids: Sendable {
        let source = Mutex(ULIDSource(SeededGenerator(7)))
    }

    /// - Parameter another: opens the same data once more, as a second process would; where that cannot be, gives the same store.
    package init(store: any Store & Auditable, time: ManualTime, another: @escaping @Sendable () throws -> any Store) {
        self.store = store
        self.time = time
        open = another
    }

    /// The same data, seen by a second owner.
    func another() throws -> any Store { try open() }

    /// The next id.
    ///
    /// Ids of an incident, its alerts and their deliveries are to be made in this order, as the ledger makes them.
    func id<Subject>() -> Identifier<Subject> {
        ids.source.withLock { $0.next(at: time.now) }
    }
}

extension StoreWorld {
    /// An open incident of a level, with its first alert; saved.
    func incident(_ subject: Subject = .make()) async throws -> (incident: Incident, alert: Alert) {
        let incident = Incident(id: id(), level: subject.key, openedAt: time.now, told: .out, toldAt: time.now)
        let alert = Alert.make(id: id(), incident: incident.id, subject: subject, at: time.now)
        try await store.put { book in
            book.put(Level.make(subject, quantity: 0))
            book.put(incident)
            book.add(alert)
        }
        return (incident, alert)
    }

    /// A delivery of an alert; saved.
    func delivery(
        of alert: Alert, to address: String = "mail:buyers@example.com", _ state: Delivery.State = .pending, dueIn seconds: TimeInterval = 0
    ) async throws -> Delivery {
        var delivery = Delivery.make(
            id: id(), alerts: [alert.id], incident: alert.incident, address: Address(text: address), state: state, at: time.now,
            dueAt: time.now.addingTimeInterval(seconds))
        if state == .sending {
            delivery.attempt = 1
            delivery.leaseUntil = delivery.dueAt
        }
        if state.isFinished { delivery.finishedAt = time.now }
        let saved = delivery
        try await store.put { $0.put(saved) }
        return delivery
    }
}

extension Store {
    /// Writes without reading.
    func put(_ work: @escaping @Sendable (inout Book) throws -> Void) async throws {
        try await transact(BookKeys(), work)
    }

    /// Reads without writing.
    func look<R: Sendable>(_ keys: BookKeys, _ read: @escaping @Sendable (Book) throws -> R) async throws -> R {
        try await transact(keys) { book in try read(book) }
    }

    /// What may be claimed of a channel.
    func claimable(_ channel: String = "mail", limit: Int = 100) async throws -> [Delivery.ID] {
        try await look(BookKeys(claims: [channel: limit])) { $0.claimable[channel] ?? [] }
    }
}

extension BookKeys {
    /// One item of the source `shop`.
    static func item(_ item: String = "77", source: String = "shop", isTest: Bool = false) -> BookKeys {
        BookKeys(items: [Item(source: source, item: item, isTest: isTest)])
    }
}
