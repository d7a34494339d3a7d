import Curl
import ServiceLifecycle
import StockbellChannels
import StockbellCore

/// What carries bytes out: one HTTP loop for all HTTP channels, and mail threads of its own for each mail channel.
///
/// Mail never shares a multi handle with HTTP: waiting for a mail server's last word blocks a whole multi.
struct Wires: Service {
    private let loop: CurlLoop
    private let mail: [String: MailThreads]

    init(_ channels: [ChannelSettings]) {
        loop = CurlLoop()
        let mailChannels = channels.filter { $0.class == .mail }
        mail = Dictionary(uniqueKeysWithValues: mailChannels.map { ($0.name, MailThreads(count: $0.concurrency)) })
    }

    func wire(for channel: ChannelSettings) -> any Wire {
        mail[channel.name] ?? loop
    }

    /// Ends the threads once everything above has stopped.
    func run() async throws {
        try? await gracefulShutdown()
        loop.shutdown()
        for threads in mail.values { threads.shutdown() }
    }
}
