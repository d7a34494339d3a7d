package import FoundationEssentials
package import Logging
package import StockbellCore
import Synchronization

/// Takes what platforms post: verifies on the raw bytes, decodes, and answers after the clerk's commit.
package final class Reception: Intake {
    /// Headers worth keeping with a body; those that prove origin never are.
    private static let keptHeaders = ["content-type", "user-agent", "webhook-id", "webhook-timestamp"]

    /// What the sources are, in config.json as it is now.
    package struct Sources: Sendable {
        /// By source name.
        var adapters: [String: any SourceAdapter]
        /// By source name, headers by which it proves who it is; they are not kept, whatever they are called.
        var proofs: [String: Set<String>]

        package init(adapters: [String: any SourceAdapter], proofs: [String: Set<String>] = [:]) {
            self.adapters = adapters
            self.proofs = proofs
        }
    }

    private let sources: Mutex<Sources>
    private let clerk: Clerk
    private let log: Logger

    package init(_ sources: Sources, clerk: Clerk, log: Logger) {
        self.sources = Mutex(sources)
        self.clerk = clerk
        self.log = log
    }

    /// Takes other sources over, from the next request on.
    package func replace(_ new: Sources) { sources.withLock { $0 = new } }

    private func adapter(of source: String) -> (any SourceAdapter)? { sources.withLock { $0.adapters[source] } }

    package func take(_ request: SourceRequest, source: String, at now: Date) async -> IntakeAnswer {
        guard let adapter = adapter(of: source) else { return .unknownSource }
        switch adapter.verify(request, now: now) {
        case .genuine: break
        case .refused(let reason):
            log.warning("A request to source \(source) was refused: \(reason)")
            return .refused
        case .unsupported(let reason):
            log.warning("A request to source \(source) is in no format that is read here: \(reason)")
            return .unsupported
        }
        return await keep(request, telling: adapter.tellingHeaders, source: source, adapter.decode(request), at: now)
    }

    package func handshake(_ request: SourceRequest, source: String) async -> [Arrival.Header]? {
        adapter(of: source)?.handshake(request)
    }

    package func trouble() async -> String? {
        // Whoever asks may be a stranger: no path, and no words of the system's.
        clerk.trouble.map { "the store does not work: \($0.reason.rawValue). \($0.reason.remedy)" }
    }

    private func keep(
        _ request: SourceRequest, telling: [String], source: String, _ decoded: Decoded, at now: Date
    ) async -> IntakeAnswer {
        let proofs = sources.withLock { $0.proofs[source] } ?? []
        let kept = request.headers.filter { header in
            (Self.keptHeaders.contains(where: header.isNamed) || telling.contains(where: header.isNamed))
                && !proofs.contains(where: header.isNamed)
        }
        let verdict = await clerk.take(request, keeping: kept, source: source, decoded: decoded, at: now)
        if verdict == .quarantined {
            log.warning("A body of source \(source) could not be understood; `stockbell events --state quarantined` shows it.")
        }
        return verdict == nil ? .unavailable : .kept
    }
}
