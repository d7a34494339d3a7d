/// How messages of a channel are tried again: pauses that double up to the longest, until the horizon.
package struct RetrySchedule: Hashable, Sendable {
    /// Before the second attempt; doubled before each further one.
    package var first: Duration
    /// The longest pause.
    package var longest: Duration
    /// From a delivery's start on: what is not delivered by then is of no use any more, and becomes a dead letter.
    package var horizon: Duration

    package init(first: Duration, longest: Duration, horizon: Duration) {
        self.first = first
        self.longest = longest
        self.horizon = horizon
    }
}
