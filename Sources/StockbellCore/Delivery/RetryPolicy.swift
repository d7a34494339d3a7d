package import FoundationEssentials

/// What follows from an outcome: exponential backoff with jitter until a horizon, then a dead letter.
///
/// Pure. What follows depends on the class of the failure, and how long on the channel's schedule:
///
/// | class | an adapter says | next attempt | in the end | other messages |
/// |---|---|---|---|---|
/// | transient | `retry`, no `after` | after `first`, doubled up to `longest`, ±10 % | dead | go on |
/// | rate-limited | `retry`, `after` | exactly then, 1 s at the least | dead | of that channel or address: wait too |
/// | unknown | `unknown` | as transient, marked; none with `"give-up"` | dead; unknown | go on |
/// | misconfigured | `misconfigured` | when the channel's breaker lets it, every 5 min: somebody must act | dead | of that channel: wait too |
/// | untried | `unsent` | at once, or when the pause is over | none | go on |
/// | rejected | `rejected` | none: it would fail again | dead at once | go on |
///
/// The end comes with the `horizon`. A mark is left out where the far side knows a repeat by its key. What a rate limit asks of other messages is a
/// `Pause`, for a day at most.
///
/// The horizon counts from the delivery's `startedAt`, the doubling from the attempts of its round: a replay by hand begins both anew. Whatever the
/// class, what is no longer true when its next attempt would come is suppressed instead.
package struct RetryPolicy: Hashable, Sendable {
    /// How long a channel that needs somebody to act is left alone between attempts.
    package static let misconfiguredPause = Duration.seconds(300)
    /// The shortest pause, whatever the far side asks for.
    private static let shortestPause = Duration.seconds(1)

    package init() {}

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
            let pause = pause(after: delivery.attempt - delivery.earlierAttempts, channel.retry, using: &chance)
            return again(delivery, failure, in: pause, channel.retry, now, mayBeDuplicate: !channel.kind.isIdempotent)
        case .retry(let failure, let after, _):
            // "After 0 seconds" with every refusal must not make a circle without a pause.
            let pause =
                after.map { max($0, Self.shortestPause) } ?? pause(after: delivery.attempt - delivery.earlierAttempts, channel.retry, using: &chance)
            return again(delivery, failure, in: pause, channel.retry, now, mayBeDuplicate: false)
        case .unsent:
            // Its place among those that wait stays as it was.
            return Settlement(state: .pending, dueAt: delivery.dueAt, wasTried: false)
        case .misconfigured(let failure):
            var settlement = again(delivery, failure, in: Self.misconfiguredPause, channel.retry, now, mayBeDuplicate: false)
            // The channel's breaker holds it back for as long: whoever lifts that need not wait.
            if settlement.state == .pending { settlement.dueAt = now }
            return settlement
        }
    }

    private func again(
        _ delivery: Delivery, _ failure: Failure, in pause: Duration, _ schedule: RetrySchedule, _ now: Date, mayBeDuplicate: Bool
    ) -> Settlement {
        let dueAt = now.addingTimeInterval(pause.inSeconds)
        let horizon = delivery.startedAt.addingTimeInterval(schedule.horizon.inSeconds)
        return Settlement(
            state: dueAt > horizon ? .dead : .pending, dueAt: dueAt, failure: failure, mayBeDuplicate: delivery.mayBeDuplicate || mayBeDuplicate)
    }

    private func pause(after attempt: Int, _ schedule: RetrySchedule, using chance: inout some RandomNumberGenerator) -> Duration {
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
