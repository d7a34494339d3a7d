package import FoundationEssentials
package import Logging
package import StockbellCore

/// Takes what platforms post: verifies on the raw bytes, decodes, and answers after the clerk's commit.
package struct Reception: Intake {
    /// Headers worth keeping with a body; those that prove origin never are.
    private static let keptHeaders = ["content-type", "user-agent", "webhook-id", "webhook-timestamp"]

    private let adapters: [String: any SourceAdapter]
    private let proofs: [String: Set<String>]
    private let clerk: Clerk
    private let log: Logger

    /// - Parameters:
    ///   - adapters: by source name.
    ///   - proofs: by source name, headers by which it proves who it is; they are not kept, whatever they are called.
    package init(adapters: [String: any SourceAdapter], proofs: [String: Set<String>] = [:], clerk: Clerk, log: Logger) {
        self.adapters = adapters
        self.proofs = proofs
        self.clerk = clerk
        self.log = log
    }

    package func take(_ request: SourceRequest, source: String, at now: Date) async -> IntakeAnswer {
        guard let adapter = adapters[source] else { return .unknownSource }
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
        adapters[source]?.handshake(request)
    }

    package func trouble() async -> String? {
        // Whoever asks may be a stranger: no path, and no words of the system's.
        clerk.trouble.map { "the store does not work: \($0.reason.rawValue). \($0.reason.remedy)" }
    }

    private func keep(
        _ request: SourceRequest, telling: [String], source: String, _ decoded: Decoded, at now: Date
    ) async -> IntakeAnswer {
        let proofs = proofs[source] ?? []
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
