package import FoundationEssentials
import StockbellCore
import StockbellEngine
import StockbellSources
import StockbellStore

extension Workplace {
    private static let page = 500

    /// Plays the kept bodies through this configuration in memory, and says what would have been sent; nothing is, and nothing is written.
    ///
    /// What came before `since` is played first, as far as it is kept, so that the stock of that moment is known.
    ///
    /// - Parameter source: only this source's; nil: all.
    package func replay(since: Date, until: Date, source: String?) async throws -> ReplayReport {
        let store = try openStore()
        defer { try? store.close() }
        var report = ReplayReport(since: since, until: until)
        let time = ReplayTime(Date(timeIntervalSince1970: 0))
        var replay = Replay(settings: settings, store: MemoryStore { time.now }, time: time)
        let adapters = Dictionary(settings.sources.map { ($0.name, $0) }) { first, _ in first }
        var position: Arrival.ID?
        while true {
            let page = try await store.arrivals(after: position, source: source, limit: Self.page)
            for arrival in page where arrival.receivedAt < until {
                report.oldest = report.oldest ?? arrival.receivedAt
                guard let settings = adapters[arrival.source], !arrival.body.isEmpty else {
                    report.left += 1
                    continue
                }
                if arrival.receivedAt < since { report.earlier += 1 } else { report.bodies += 1 }
                try await replay.play(arrival, KeptBody.decode(arrival, of: settings, zones: FoundationZones()))
            }
            guard page.count == Self.page, let last = page.last, last.receivedAt < until else { break }
            position = last.id
        }
        try await replay.pass(until: until)
        let would = replay.messages.filter { $0.at >= since && $0.letter != .trouble }.flatMap { message in
            ReplayReport.Telling.all(
                message.alerts, by: message.letter, at: message.at, to: message.address, of: message.department, from: message.arrivals)
        }
        report.compare(would: would, was: try await sent(since, until, source, store))
        return report
    }

    /// What went out, or tried to; what still waits for its hour waits in the replay too.
    private func sent(_ since: Date, _ until: Date, _ source: String?, _ store: SQLiteStore) async throws -> [ReplayReport.Telling] {
        let deliveries = try await store.deliveries(RecordQuery(source: source, limit: .max)).filter { delivery in
            delivery.startedAt >= since && delivery.startedAt < until && delivery.letter != .trouble
                && ![.suppressed, .held, .gathering].contains(delivery.state)
        }
        let events = try await store.events(RecordQuery(source: source, limit: .max))
        let bodies = Dictionary(events.map { ($0.id, $0.arrival) }) { first, _ in first }
        let alerts = Dictionary(try await store.alerts(deliveries.flatMap(\.alerts)).map { ($0.id, $0) }) { first, _ in first }
        var origins = Dictionary(events.compactMap { event in event.alert.map { ($0, event.arrival) } }) { first, _ in first }
        for alert in alerts.values { if let body = alert.behind.flatMap({ bodies[$0] }) { origins[alert.id] = body } }
        return deliveries.flatMap { delivery in
            ReplayReport.Telling.all(
                delivery.alerts.compactMap { alerts[$0] }, by: delivery.letter, at: delivery.startedAt, to: delivery.address, of: delivery.department,
                from: origins)
        }
    }
}
