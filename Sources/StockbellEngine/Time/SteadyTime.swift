package import FoundationEssentials

/// Time that never steps back and never stands still, out of a clock that may do both.
///
/// What waits must go on while a clock that was wrong is set right: after a step back, time goes on from where it was, at half speed until the clock
/// has caught up. A step forward is followed at once.
package struct SteadyTime: Hashable, Sendable {
    private var shown: Date
    private var reading: Date

    package init(reading: Date) {
        self.reading = reading
        shown = reading
    }

    /// The time, given what the clock says.
    package mutating func now(reading: Date) -> Date {
        let gone = max(0, reading.timeIntervalSince(self.reading))
        self.reading = reading
        shown = max(reading, shown.addingTimeInterval(gone / 2))
        return shown
    }

    /// Shows nothing before `moment` from now on: somebody has written it down.
    package mutating func raise(to moment: Date) {
        shown = max(shown, moment)
    }
}
