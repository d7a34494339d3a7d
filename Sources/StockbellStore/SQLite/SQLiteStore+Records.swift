package import FoundationEssentials
import GRDB
package import StockbellCore

extension SQLiteStore {
    package func events(_ query: RecordQuery) async throws -> [EventRecord] {
        try await read { db in try EventTable.list(query, db) }
    }

    package func deliveries(_ query: RecordQuery) async throws -> [Delivery] {
        try await read { db in try DeliveryTable.list(query, db) }
    }

    package func trace(_ id: String) async throws -> Trace? {
        try await read { db in try Tracing(db: db).trace(id) }
    }

    package func alerts(_ ids: [Alert.ID]) async throws -> [Alert] {
        try await read { db in try AlertTable.alerts(Set(ids), db) }
    }

    package func incidents(_ ids: [Incident.ID]) async throws -> [Incident] {
        try await read { db in try IncidentTable.incidents(Set(ids), db) }
    }

    package func body(of arrival: Arrival.ID) async throws -> Arrival? {
        try await read { db in try ArrivalTable.arrival(arrival, db) }
    }

    package func arrivals(after position: Arrival.ID?, source: String?, limit: Int) async throws -> [Arrival] {
        try await read { db in try ArrivalTable.arrivals(after: position, source: source, limit: limit, db) }
    }

    package func levels(of source: String) async throws -> [Level] {
        try await read { db in try LevelTable.levels(of: source, db) }
    }

    package func deliveries(beginning prefix: String, limit: Int) async throws -> [Delivery] {
        try await read { db in try DeliveryTable.deliveries(beginning: prefix, limit: limit, db) }
    }

    package func pauses() async throws -> [Pause] {
        try await read(PauseTable.all)
    }

    package func configuration(_ number: Int) async throws -> (since: Date, text: String)? {
        try await read { db in try ConfigurationTable.configuration(number, db) }
    }

    package func silences() async throws -> [Silence] {
        try await read(SilenceTable.all)
    }

    package func suppressedAddresses() async throws -> [SuppressedAddress] {
        try await read(SuppressedAddressTable.all)
    }

    package func awaited(_ source: String, limit: Int) async throws -> [Awaited] {
        try await read { db in try AwaitedTable.list(source, limit: limit, db) }
    }

    package func unfinishedDeliveries() async throws -> Int {
        try await read(DeliveryTable.countUnfinished)
    }
}
