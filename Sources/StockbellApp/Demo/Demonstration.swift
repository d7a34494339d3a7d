import Curl
import FoundationEssentials
import Logging
import StockbellCore
import StockbellSources

/// Shows the main job: serves with the catcher and posts the platforms' own sample events over HTTP, correctly signed.
package struct Demonstration: Sendable {
    /// What became of one event at one address.
    package struct Row: Sendable, Encodable {
        package var event: String
        package var source: String
        /// The alert's kind; nil: it made none.
        package var alert: String?
        package var department: String?
        package var address: String?
        /// A delivery's state, or the event's state and why nothing was said.
        package var outcome: String
        package var reason: String?
    }

    private let workplace: Workplace
    private let isOnce: Bool
    private let say: @Sendable (String) -> Void

    /// - Parameters:
    ///   - isOnce: end when everything is delivered; on free ports, so that it runs beside anything.
    ///   - say: takes lines for people.
    package init(workplace: Workplace, isOnce: Bool, say: @escaping @Sendable (String) -> Void) {
        self.workplace = workplace
        self.isOnce = isOnce
        self.say = say
    }

    /// Runs until everything is delivered, or until it is stopped.
    ///
    /// - Returns: what became of each event, in the order posted.
    /// - Throws: `SetupError`, also when the store holds events that the demo did not make.
    package func run() async throws -> [Row] {
        var options = Program.Options()
        options.isCatching = true
        options.usesFreePorts = isOnce
        options.isQuiet = isOnce
        let rows = Collected()
        options.isDemo = true
        try await Program.serve(workplace, options: options) { doors in
            let posted = try await post(to: doors)
            rows.set(try await report(posted, doors.records))
            guard !isOnce else { return .stop }
            for line in doors.lines { say(line) }
            return .goOn
        }
        return rows.get()
    }

    /// Posts each sample and waits until what follows from it is delivered, so that each message is told before the next event overtakes it.
    private func post(to doors: Program.Doors) async throws -> Int {
        let loop = CurlLoop()
        defer { loop.shutdown() }
        var posted = 0
        for (number, sample) in sampleEvents.enumerated() {
            guard let source = workplace.settings.sources.first(where: { $0.platform == sample.platform }) else {
                say("config.json has no \(sample.platform.name) source: its samples are left out.")
                continue
            }
            let body = Array(sample.body.utf8)
            let proof = SampleSigner.sign(body: body, settings: source, id: "demo-\(number)", now: Date())
            let request = CurlRequest(
                url: "http://127.0.0.1:\(doors.publicPort)/events/\(source.name)",
                headers: [Header(name: "Content-Type", value: "application/json")] + proof.map { Header(name: $0.name, value: $0.value) },
                payload: .body(body), allowPrivateNetwork: true)
            let response = await loop.perform(request)
            guard response.status == 200 else {
                throw SetupError(["The sample event \(number + 1) was answered \(response.status) \(response.error)"])
            }
            posted += 1
            try await settle(doors.records)
        }
        return posted
    }

    /// Waits until nothing is under way or due; a message that a dead letter or a long pause holds up is not waited for.
    private func settle(_ records: any Records) async throws {
        for _ in 0..<3000 {
            let waiting = try await records.deliveries(RecordQuery(limit: 10_000)).filter { delivery in
                switch delivery.state {
                case .pending, .sending: delivery.attempt < 3
                default: false
                }
            }
            if waiting.isEmpty { return }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    private func report(_ posted: Int, _ records: any Records) async throws -> [Row] {
        let events = try await records.events(RecordQuery(limit: posted))
        let deliveries = try await records.deliveries(RecordQuery(limit: 10_000))
        let alerts = try await records.alerts(events.compactMap(\.alert))
        return events.flatMap { event -> [Row] in
            let blank = Row(event: event.type ?? "?", source: event.source, outcome: event.state.rawValue, reason: event.reason)
            guard let id = event.alert else { return [Row(blank, outcome: "silent: \(event.state.rawValue), \(event.reason)")] }
            let kind = alerts.first { $0.id == id }?.kind.rawValue
            let told = deliveries.filter { $0.alerts.contains(id) }.map { delivery in
                Row(
                    event: blank.event, source: blank.source, alert: kind, department: delivery.department, address: delivery.address.description,
                    outcome: delivery.state.rawValue, reason: delivery.reason ?? delivery.receipt?.answer)
            }
            return told.isEmpty ? [Row(blank, outcome: "\(kind ?? "alert"), told to nobody")] : told
        }
    }
}

extension Demonstration.Row {
    fileprivate init(_ row: Self, outcome: String) {
        self = row
        self.outcome = outcome
    }
}
