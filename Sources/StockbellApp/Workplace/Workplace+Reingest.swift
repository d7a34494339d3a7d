package import FoundationEssentials
package import StockbellCore
import StockbellEngine
import StockbellSources
import StockbellStore

extension Workplace {
    /// A body that was read again, and what became of what had not been understood of it.
    package struct Reread: Encodable, Sendable {
        package var arrival: Arrival.ID
        package var source: String
        package var receivedAt: Date
        /// Its records as they are now.
        package var events: [EventRecord]
        /// Why it was left as it was; nil: it was read.
        package var leftBecause: String?
    }

    /// The bodies that are quarantined, whole or in part, oldest first.
    ///
    /// - Parameters:
    ///   - ids: of events or bodies, or how they begin; empty: all, or all of the source.
    /// - Throws: `SetupError` that names an id that nothing quarantined has.
    package func quarantined(ids: [String], source: String?) async throws -> [Arrival.ID] {
        let store = try openStore()
        defer { try? store.close() }
        var events: [EventRecord] = []
        if ids.isEmpty {
            events = try await store.events(RecordQuery(source: source, state: EventRecord.State.quarantined.rawValue, limit: .max))
        }
        for id in ids {
            let found = try await store.trace(id.uppercased())?.events.filter { $0.state == .quarantined } ?? []
            guard !found.isEmpty else {
                throw SetupError([
                    "Nothing that is quarantined has the id \(id), or several things begin so; see `stockbell events --state quarantined`."
                ])
            }
            events += found
        }
        return Set(events.map(\.arrival)).sorted()
    }

    /// Has today's decoders read kept bodies again, each in a transaction of its own; sends nothing itself.
    ///
    /// - Parameter told: called for each body.
    package func reingest(_ arrivals: [Arrival.ID], isDryRun: Bool, _ told: (Reread) -> Void) async throws {
        let store = try openStore()
        for id in arrivals {
            guard let arrival = try await store.body(of: id) else { continue }
            var reread = Reread(arrival: id, source: arrival.source, receivedAt: arrival.receivedAt, events: [])
            if let source = settings.source(arrival.source), !arrival.body.isEmpty {
                let input = Input.reingest(arrival, KeptBody.decode(arrival, of: source, zones: FoundationZones()))
                reread.events = try await store.transact(ledger.keys(for: [input])) { book in
                    var (trial, slots, ids, chance) =
                        (book, [String: Int](), ULIDSource(SystemRandomNumberGenerator()), SystemRandomNumberGenerator())
                    _ = try ledger.apply([input], to: &trial, slots: &slots, ids: &ids, chance: &chance)
                    if !isDryRun { book = trial }
                    return (trial.changes.events + trial.changes.corrections.values).sorted { $0.id < $1.id }
                }
                if reread.events.isEmpty { reread.leftBecause = "nothing of it is quarantined any more" }
            } else {
                reread.leftBecause =
                    arrival.body.isEmpty ? "its bytes are kept no longer (`keep.raw`)" : "source \(arrival.source) is no longer in config.json"
            }
            told(reread)
        }
        try store.close()
    }
}
