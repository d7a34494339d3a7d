import Curl
import ServiceLifecycle
import StockbellChannels
import StockbellCore
import Synchronization

/// What carries bytes out: one HTTP loop for all HTTP channels, and mail threads of its own for each server of each mail channel.
///
/// Mail never shares a multi handle with HTTP: waiting for a mail server's last word blocks a whole multi.
final class Wires: Service {
    private struct State {
        var mail: [String: MailLines]
        var widths: [String: MailLines.Widths]
        /// Threads of channels that are gone, which may still send what was under way.
        var retired: [(lines: MailLines, at: ContinuousClock.Instant)] = []
    }

    /// Longer than anything is under way.
    private static let rest = Duration.seconds(1800)

    private let loop = CurlLoop()
    private let state: Mutex<State>

    init(_ channels: [ChannelSettings]) {
        let widths = Self.widths(channels)
        state = Mutex(State(mail: widths.mapValues { MailLines($0) }, widths: widths))
    }

    private static func widths(_ channels: [ChannelSettings]) -> [String: MailLines.Widths] {
        Dictionary(uniqueKeysWithValues: channels.compactMap { channel in MailLines.widths(of: channel).map { (channel.name, $0) } })
    }

    func wire(for channel: ChannelSettings) -> any Wire {
        state.withLock { $0.mail[channel.name] } ?? loop
    }

    /// Mail channels come and go; those that send as many at once to the same servers as before keep their threads.
    func replace(_ channels: [ChannelSettings]) {
        let (widths, now) = (Self.widths(channels), ContinuousClock.now)
        let idle = state.withLock { state in
            for (name, width) in state.widths where widths[name] != width {
                if let lines = state.mail.removeValue(forKey: name) { state.retired.append((lines, now)) }
            }
            for (name, width) in widths where state.mail[name] == nil { state.mail[name] = MailLines(width) }
            state.widths = widths
            let idle = state.retired.filter { now - $0.at > Self.rest }
            state.retired.removeAll { now - $0.at > Self.rest }
            return idle
        }
        for one in idle { one.lines.shutdown() }
    }

    /// Ends the threads once everything above has stopped.
    func run() async throws {
        try? await gracefulShutdown()
        loop.shutdown()
        for lines in state.withLock({ Array($0.mail.values) + $0.retired.map(\.lines) }) { lines.shutdown() }
    }
}
