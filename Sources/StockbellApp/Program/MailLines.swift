import Curl
import StockbellChannels
import StockbellCore

/// The mail threads of one channel, some for each of its servers: one that does not answer holds up nothing that goes to another.
final class MailLines: Wire {
    /// How many messages each server is handed at once, by host and port.
    typealias Widths = [String: Int]

    private let threads: [String: MailThreads]

    init(_ widths: Widths) {
        threads = widths.mapValues { MailThreads(count: $0) }
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
        guard let threads = threads[server] ?? threads.values.first else { return then(CurlResponse(code: 42, error: "there is no mail server")) }
        threads.start(request, then: then)
    }

    func shutdown() {
        for one in threads.values { one.shutdown() }
    }

    /// Brackets belong to the URL, not to the address in it.
    private static func key(of authority: some StringProtocol) -> String { authority.lowercased().filter { $0 != "[" && $0 != "]" } }
}
