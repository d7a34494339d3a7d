package import FoundationEssentials

/// What follows from an outcome: exponential backoff with jitter until a horizon, then a dead letter.
///
/// Pure.
package struct RetryPolicy: Hashable, Sendable {
    /// How a class of channel is tried again.
    package struct Schedule: Hashable, Sendable {
        /// Before the second attempt; doubled before each further one.
        package var first: Duration
        /// The longest pause.
        package var longest: Duration
        /// From the delivery's due birth on: what is not delivered by then is of no use any more.
        package var horizon: Duration

        package init(first: Duration, longest: Duration, horizon: Duration) {
            self.first = first
            self.longest = longest
            self.horizon = horizon
        }
    }

    /// How long a channel that needs somebody to act is left alone between attempts.
    package static let misconfiguredPause = Duration.seconds(300)
    /// The shortest pause, whatever the far side asks for.
    private static let shortestPause = Duration.seconds(1)

    package init() {}

    /// Documented defaults: a text is useless after two hours, a chat message after half a day, a mail or a machine's call after three days.
    ///
    /// The one-minute start of mail leads through greylisting's usual five minutes.
    package func schedule(for class: ChannelSettings.Class) -> Schedule {
        switch `class` {
        case .sms: Schedule(first: .seconds(10), longest: .seconds(600), horizon: .seconds(2 * 3600))
        case .chat: Schedule(first: .seconds(5), longest: .seconds(900), horizon: .seconds(12 * 3600))
        case .mail: Schedule(first: .seconds(60), longest: .seconds(3600), horizon: .seconds(72 * 3600))
        case .webhook: Schedule(first: .seconds(5), longest: .seconds(3600), horizon: .seconds(72 * 3600))
        }
    }

    /// The state change that follows an outcome.
    ///
    /// A pause asked for by the far side is kept to the second; our own has ±10 % jitter.
    package func settle(
        _ delivery: Delivery, _ outcome: Outcome, on channel: ChannelSettings, now: Date, using chance: inout some RandomNumberGenerator
    ) -> Settlement {
        switch outcome {
        case .delivered(let receipt):
            return Settlement(state: .delivered, dueAt: now, receipt: receipt)
        case .rejected(let failure, _):
            return Settlement(state: .dead, dueAt: now, failure: failure)
        case .unknown(let failure) where channel.ifUnsure == .giveUp:
            return Settlement(state: .unknown, dueAt: now, failure: failure)
        case .unknown(let failure):
            let pause = pause(after: delivery.attempt, channel.class, using: &chance)
            return again(delivery, failure, in: pause, channel.class, now, mayBeDuplicate: !channel.kind.isIdempotent)
        case .retry(let failure, let after, _):
            // "After 0 seconds" with every refusal must not make a circle without a pause.
            let pause = after.map { max($0, Self.shortestPause) } ?? pause(after: delivery.attempt, channel.class, using: &chance)
            return again(delivery, failure, in: pause, channel.class, now, mayBeDuplicate: false)
        case .misconfigured(let failure):
            return again(delivery, failure, in: Self.misconfiguredPause, channel.class, now, mayBeDuplicate: false)
        }
    }

    private func again(
        _ delivery: Delivery, _ failure: Failure, in pause: Duration, _ class: ChannelSettings.Class, _ now: Date, mayBeDuplicate: Bool
    ) -> Settlement {
        let dueAt = now.addingTimeInterval(pause.inSeconds)
        let horizon = delivery.createdAt.addingTimeInterval(schedule(for: `class`).horizon.inSeconds)
        return Settlement(
            state: dueAt > horizon ? .dead : .pending, dueAt: dueAt, failure: failure, mayBeDuplicate: delivery.mayBeDuplicate || mayBeDuplicate)
    }

    private func pause(after attempt: Int, _ class: ChannelSettings.Class, using chance: inout some RandomNumberGenerator) -> Duration {
        let schedule = schedule(for: `class`)
        let doublings = min(max(attempt, 1), 21) - 1
        let bare = min(schedule.first * (1 << doublings), schedule.longest)
        return bare * Double.random(in: 0.9...1.1, using: &chance)
    }
}

extension Duration {
    /// Seconds with fractions, as `Date` counts them.
    package var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
