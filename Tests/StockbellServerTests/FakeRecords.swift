import FoundationEssentials
import StockbellCore
import StockbellServer

/// Remembers what it was asked; knows one trace, by the id "known".
actor FakeRecords: Records {
    private(set) var queries: [RecordQuery] = []
    private let fails: Bool

    init(fails: Bool = false) {
        self.fails = fails
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
    func alerts(_ ids: [Alert.ID]) async throws -> [Alert] { [] }
    func body(of arrival: Arrival.ID) async throws -> Arrival? { nil }
    func arrivals(after position: Arrival.ID?, source: String?, limit: Int) async throws -> [Arrival] { [] }
    func levels(of source: String) async throws -> [Level] { [] }
    func deliveries(beginning prefix: String, limit: Int) async throws -> [Delivery] { [] }
    func silences() async throws -> [Silence] { [] }
    func configuration(_ number: Int) async throws -> (since: Date, text: String)? { nil }
    func pauses() async throws -> [Pause] { [] }
    func awaited(_ source: String, limit: Int) async throws -> [Awaited] { [] }
    func unfinishedDeliveries() async throws -> Int { 0 }

    struct Failed: Error, CustomStringConvertible {
        var description: String { "SELECT secrets FROM table" }
    }
}

let forms = RecordForms(
    events: { events in Array("[\(events.map { "\"\($0.id)\"" }.joined(separator: ","))]".utf8) }, deliveries: { _ in Array("[]".utf8) },
    trace: { _ in Array("{\"events\":[]}".utf8) })
