import Curl
import StockbellChannels
import StockbellCore

/// The mail threads of all channels, some for each server: one that does not answer holds up nothing that goes to another, and channels that
/// share a server do not crowd it.
final class MailLines: Wire {
    /// How many messages each server is handed at once, by host and port.
    typealias Widths = [String: Int]

    private let threads: [String: MailThreads]

    init(_ threads: [String: MailThreads]) {
        self.threads = threads
    }

    /// Of all channels: where some share a server, the smallest number counts.
    static func widths(of channels: [ChannelSettings]) -> Widths {
        channels.compactMap { widths(of: $0) }.reduce(into: [:]) { all, one in all.merge(one) { min($0, $1) } }
    }

    /// nil: the channel is none of mail.
    static func widths(of channel: ChannelSettings) -> Widths? {
        guard case .smtp(let settings) = channel.kind else { return nil }
        let widths = settings.servers.map { (key(of: "\($0.host):\($0.port)"), min($0.concurrency ?? channel.concurrency, channel.concurrency)) }
        return Dictionary(widths) { max($0, $1) }
    }

    func start(_ request: CurlRequest, then: @escaping @Sendable (CurlResponse) -> Void) {
        let rest = request.url.firstRange(of: "://").map { request.url[$0.upperBound...] } ?? request.url[...]
        let server = Self.key(of: rest.prefix { $0 != "/" })
        guard let threads = threads[server] else { return then(CurlResponse(code: 42, error: "there is no mail server")) }
        threads.start(request, then: then)
    }

    /// Brackets belong to the URL, not to the address in it.
    private static func key(of authority: some StringProtocol) -> String { authority.lowercased().filter { $0 != "[" && $0 != "]" } }
}
