import Curl
import ServiceLifecycle
import StockbellChannels
import StockbellCore
import Synchronization

/// What carries bytes out: one HTTP loop for all HTTP channels, and mail threads for each mail server.
///
/// Mail never shares a multi handle with HTTP: waiting for a mail server's last word blocks a whole multi.
final class Wires: Service {
    private struct State {
        var widths: MailLines.Widths = [:]
        var threads: [String: MailThreads] = [:]
        /// Of servers that are gone or have another number, which may still send what was under way.
        var retired: [(threads: MailThreads, at: ContinuousClock.Instant)] = []
        /// By those threads.
        var mail = MailLines([:])
    }

    /// Longer than anything is under way.
    private static let rest = Duration.seconds(1800)

    private let loop = CurlLoop()
    private let state: Mutex<State>

    init(_ channels: [ChannelSettings]) {
        state = Mutex(State())
        replace(channels)
    }

    func wire(for channel: ChannelSettings) -> any Wire { channel.class == .mail ? state.withLock(\.mail) : loop }

    /// Mail channels come and go; servers that are handed as many at once as before keep their threads.
    func replace(_ channels: [ChannelSettings]) {
        let (widths, now) = (MailLines.widths(of: channels), ContinuousClock.now)
        let idle = state.withLock { state in
            for (server, width) in state.widths where widths[server] != width {
                if let threads = state.threads.removeValue(forKey: server) { state.retired.append((threads, now)) }
            }
            for (server, width) in widths where state.threads[server] == nil { state.threads[server] = MailThreads(count: width) }
            state.widths = widths
            state.mail = MailLines(state.threads)
            let idle = state.retired.filter { now - $0.at > Self.rest }
            state.retired.removeAll { now - $0.at > Self.rest }
            return idle
        }
        for one in idle { one.threads.shutdown() }
    }

    /// Ends all that is under way, which comes back as not answered; nothing goes out any more.
    ///
    /// Can be called more than once.
    func cut() {
        loop.shutdown()
        for threads in state.withLock({ Array($0.threads.values) + $0.retired.map(\.threads) }) { threads.shutdown() }
    }

    /// Ends the threads once everything above has stopped.
    func run() async throws {
        try? await gracefulShutdown()
        cut()
    }
}
