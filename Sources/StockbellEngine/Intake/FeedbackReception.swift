package import FoundationEssentials
package import Logging
package import StockbellCore
import Synchronization

/// Takes what far sides call back with: has it read, and answers after the clerk's commit.
package final class FeedbackReception: FeedbackIntake {
    /// By channel, those whose far sides call back.
    private let readers: Mutex<[String: any FeedbackReader]>
    private let clerk: Clerk
    private let log: Logger

    package init(_ readers: [String: any FeedbackReader], clerk: Clerk, log: Logger) {
        self.readers = Mutex(readers)
        self.clerk = clerk
        self.log = log
    }

    /// Reads by others, from the next call on.
    package func replace(_ new: [String: any FeedbackReader]) { readers.withLock { $0 = new } }

    package func take(_ call: FeedbackCall, channel: String, at now: Date) async -> FeedbackAnswer {
        guard let reader = readers.withLock({ $0[channel] }) else { return .unknownChannel }
        switch reader.read(call, now: now) {
        case .understood(let feedback, let answer):
            return await clerk.take(feedback, from: channel) ? .taken(answer) : .unavailable
        case .refused(let reason):
            log.warning("A receipt for channel \(channel) was refused: \(reason)")
            return .refused
        case .nonsense(let reason):
            log.warning("A receipt for channel \(channel) could not be understood: \(reason)")
            return .nonsense
        }
    }
}
