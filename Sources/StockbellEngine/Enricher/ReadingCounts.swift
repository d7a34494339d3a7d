/// How many questions a platform's API was asked, and what came of them.
package struct ReadingCounts: Hashable, Sendable {
    package var asked = 0
    package var answered = 0
    /// Too many questions.
    package var limited = 0
    /// The token is not good for it.
    package var refused = 0
    /// A place or a store that is gone.
    package var missing = 0
    package var failed = 0

    package init() {}

    /// By outcome, in an order of their own.
    package var outcomes: [(name: String, count: Int)] {
        [("answered", answered), ("limited", limited), ("refused", refused), ("missing", missing), ("failed", failed)]
    }
}
