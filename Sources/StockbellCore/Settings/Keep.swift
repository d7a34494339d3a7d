/// How long records are kept, as config.json's `keep` has it.
///
/// What is believed of each item (its level and open incident) and what is not finished is kept for ever.
package struct Keep: Hashable, Sendable {
    /// Events that led to no alert, with their bodies.
    package var quiet: Duration
    /// Alerts, their events, and what became of their messages, once all of that is over.
    package var told: Duration
    /// The bodies of events that led to an alert; what they said is kept as long as the alert.
    package var raw: Duration
    /// The most bytes of the store that may be in use; beyond it the oldest quiet events go first, then the oldest of what was told.
    package var size: Int64

    package init(
        quiet: Duration = .seconds(7 * 86400), told: Duration = .seconds(90 * 86400), raw: Duration = .seconds(30 * 86400), size: Int64 = 10 << 30
    ) {
        self.quiet = quiet
        self.told = told
        self.raw = raw
        self.size = size
    }
}
