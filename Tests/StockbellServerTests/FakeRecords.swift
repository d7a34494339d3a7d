import FoundationEssentials
import StockbellCore
import StockbellServer

/// Remembers what it was asked; knows one trace, by the id "known".
actor FakeRecords: Records {
    private(set) var queries: [RecordQuery] = []
    private let fails: Bool
    /// What links lead to.
    private var kept: (delivery: Delivery, incident: Incident, alert: Alert)?

    init(fails: Bool = false, keeping kept: (delivery: Delivery, incident: Incident, alert: Alert)? = nil) {
        self.fails = fails
        self.kept = kept
    }

    /// Does what a clerk would.
    func change(_ change: @Sendable (inout Incident) -> Void) {
        guard var incident = kept?.incident else { return }
        change(&incident)
        kept?.incident = incident
    }

    func events(_ query: RecordQuery) async throws -> [EventRecord] {
        queries.append(query)
        if fails { throw Failed() }
        return [
            EventRecord(
                id: .init("01EVENT"), arrival: .init("01ARRIVAL"), source: "shop", type: "t", state: .applied, reason: "r",
                receivedAt: Date(timeIntervalSince1970: 0))
        ]
    }

    func deliveries(_ query: RecordQuery) async throws -> [Delivery] {
        queries.append(query)
        return []
    }

    func trace(_ id: String) async throws -> Trace? { id == "known" ? Trace() : nil }
    func alerts(_ ids: [Alert.ID]) async throws -> [Alert] { kept.map { [$0.alert] }?.filter { ids.contains($0.id) } ?? [] }

    func incidents(_ ids: [Incident.ID]) async throws -> [Incident] {
        if fails { throw Failed() }
        return kept.map { [$0.incident] }?.filter { ids.contains($0.id) } ?? []
    }
    func body(of arrival: Arrival.ID) async throws -> Arrival? { nil }
    func arrivals(after position: Arrival.ID?, source: String?, limit: Int) async throws -> [Arrival] { [] }
    func levels(of source: String) async throws -> [Level] { [] }
    func silences() async throws -> [Silence] { [] }
    func configuration(_ number: Int) async throws -> (since: Date, text: String)? { nil }
    func deliveries(beginning prefix: String, limit: Int) async throws -> [Delivery] {
        kept.map { [$0.delivery] }?.filter { $0.id.string.hasPrefix(prefix) } ?? []
    }
    func pauses() async throws -> [Pause] { [] }
    func suppressedAddresses() async throws -> [SuppressedAddress] { [] }
    func awaited(_ source: String, limit: Int) async throws -> [Awaited] { [] }
    func unfinishedDeliveries() async throws -> Int { 0 }

    struct Failed: Error, CustomStringConvertible {
        var description: String { "SELECT secrets FROM table" }
    }
}

let forms = RecordForms(
    events: { events in Array("[\(events.map { "\"\($0.id)\"" }.joined(separator: ","))]".utf8) }, deliveries: { _ in Array("[]".utf8) },
    trace: { _ in Array("{\"events\":[]}".utf8) })
