package import FoundationEssentials
package import Logging
package import StockbellCore
import Synchronization

/// Takes what far sides call back with: has it read, and answers after the clerk's commit.
package final class FeedbackReception: FeedbackIntake {
    private struct State {
        /// By channel, those whose far sides call back.
        var readers: [String: any FeedbackReader]
        /// By channel, what never came to the clerk.
        var counts: [String: FeedbackCounts] = [:]
        /// By channel, when the log was last told of a call that was not taken, and how many came since.
        var told: [String: (at: Date, since: Int)] = [:]
    }

    /// Anybody can call, so the log tells of what was not taken so often at most, in seconds.
    private static let quiet: Double = 60

    private let state: Mutex<State>
    private let clerk: Clerk
    private let log: Logger

    package init(_ readers: [String: any FeedbackReader], clerk: Clerk, log: Logger) {
        state = Mutex(State(readers: readers))
        self.clerk = clerk
        self.log = log
    }

    /// Reads by others, from the next call on.
    package func replace(_ new: [String: any FeedbackReader]) { state.withLock { $0.readers = new } }

    /// By channel, how much came since the start.
    package var counts: [String: FeedbackCounts] {
        var counts = clerk.feedback
        for (channel, own) in state.withLock({ $0.counts }) {
            var all = counts[channel] ?? FeedbackCounts()
            (all.unheeded, all.refused, all.nonsense) = (own.unheeded, own.refused, own.nonsense)
            counts[channel] = all
        }
        return counts
    }

    package func take(_ call: FeedbackCall, channel: String, at now: Date) async -> FeedbackAnswer {
        guard let reader = state.withLock({ $0.readers[channel] }) else { return .unknownChannel }
        switch reader.read(call, now: now) {
        case .understood(let feedback, let answer):
            return await clerk.take(feedback, from: channel) ? .taken(answer) : .unavailable
        case .unheeded(let reason, let answer):
            state.withLock { $0.counts[channel, default: .init()].unheeded += 1 }
            log.warning("Channel \(channel): \(reason); `stockbell suppress` or `allow` does by hand what they want")
            return .taken(answer)
        case .refused(let reason):
            state.withLock { $0.counts[channel, default: .init()].refused += 1 }
            tell("A receipt for channel \(channel) was refused: \(reason)", of: channel, at: now)
            return .refused
        case .nonsense(let reason):
            state.withLock { $0.counts[channel, default: .init()].nonsense += 1 }
            tell("A receipt for channel \(channel) could not be understood: \(reason)", of: channel, at: now)
            return .nonsense
        }
    }

    /// Logs it, unless the channel's last such line is less than a minute old.
    private func tell(_ line: String, of channel: String, at now: Date) {
        let passed = state.withLock { state -> Int? in
            if let told = state.told[channel], abs(now.timeIntervalSince(told.at)) < Self.quiet {
                state.told[channel] = (told.at, told.since + 1)
                return nil
            }
            let since = state.told[channel]?.since ?? 0
            state.told[channel] = (now, 0)
            return since
        }
        guard let passed else { return }
        log.warning("\(line)\(passed == 0 ? "" : " (not taken since the last such line: \(passed) more)")")
    }
}
