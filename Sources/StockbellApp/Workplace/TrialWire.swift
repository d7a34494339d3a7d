import Curl
import StockbellChannels
import Synchronization

/// A wire that remembers whom it was used for last.
final class TrialWire: Wire {
    private let wire: any Wire
    private let last = Mutex<String?>(nil)

    init(_ wire: any Wire) {
        self.wire = wire
    }

    /// The server of the last request, `smtp://mx2.example.com:587`: what stands behind its host may be a secret; nil: nothing was sent.
    var server: String? {
        guard let parts = last.withLock({ $0 })?.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false), parts.count == 3,
            let host = parts[2].prefix(while: { !"/?#".contains($0) }).split(separator: "@").last
        else { return nil }
        return "\(parts[0])//\(host)"
    }

    func start(_ request: CurlRequest, then: @escaping @Sendable (CurlResponse) -> Void) {
        last.withLock { $0 = request.url }
        wire.start(request, then: then)
    }
}
