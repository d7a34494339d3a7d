import FoundationEssentials
import Logging
package import StockbellCore
import StockbellEngine
import StockbellSources
import StockbellStore

extension Workplace {
    /// Puts bodies into the store in their order, as if the platform had posted them; sends nothing itself.
    ///
    /// - Parameters:
    ///   - type: What they are, where the platform says so in a header; nil: the event that most of its bodies are.
    ///   - posted: called for each body with its verdict; nil: it was not taken.
    package func post(_ bodies: [[UInt8]], source: String, type: String? = nil, posted: (Arrival.Verdict?) -> Void) async throws {
        guard let sourceSettings = settings.source(source) else { return }
        let adapter = SourceAdapters.adapter(for: sourceSettings, zones: FoundationZones())
        let headers = SampleSigner.telling(type: type, of: sourceSettings.platform)
        try await post(bodies.map { SourceRequest(headers: headers, body: $0) }, source: source, decode: adapter.decode, posted: posted)
    }

    /// Puts requests into the store in their order.
    func post(
        _ requests: [SourceRequest], source: String, decode: @Sendable (SourceRequest) -> Decoded, posted: (Arrival.Verdict?) -> Void
    ) async throws {
        let clock = SteadyClock { Date() }
        let store = try SQLiteStore.open(path: settings.store, mode: .command, now: { clock.now })
        try DemoStore(path: settings.store).becomeReal()
        var log = Logger(label: "post")
        log.logLevel = .error
        let clerk = Clerk(
            store: store, ledger: ledger, couriers: [:], isStart: false, log: log, clock: clock,
            sleep: { try await Task.sleep(for: $0) })
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await clerk.run { _ in } }
            for start in stride(from: 0, to: requests.count, by: Self.window) {
                let window = Array(requests[start..<min(start + Self.window, requests.count)])
                for verdict in await Self.commit(window, source, decode, clerk) { posted(verdict) }
            }
            clerk.stop()
        }
        try store.close()
    }

    /// So many bodies share commits; the clerk keeps their order.
    private static let window = 256

    private static func commit(
        _ requests: [SourceRequest], _ source: String, _ decode: (SourceRequest) -> Decoded, _ clerk: Clerk
    ) async -> [Arrival.Verdict?] {
        let (answers, answer) = AsyncStream.makeStream(of: Arrival.Verdict?.self)
        for request in requests {
            clerk.submit(request, keeping: request.headers, source: source, decoded: decode(request), at: Date()) { answer.yield($0) }
        }
        var verdicts: [Arrival.Verdict?] = []
        for await verdict in answers {
            verdicts.append(verdict)
            if verdicts.count == requests.count { break }
        }
        return verdicts
    }
}
