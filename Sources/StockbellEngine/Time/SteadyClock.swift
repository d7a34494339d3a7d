package import FoundationEssentials
import Synchronization

/// The one clock by which a process decides what is due: its store and its clerk must share it, or one would wait for what the other holds for done.
package final class SteadyClock: Sendable {
    private let clock: @Sendable () -> Date
    private let time: Mutex<SteadyTime>

    /// - Parameter clock: the machine's, which people and time servers set.
    package init(_ clock: @escaping @Sendable () -> Date) {
        self.clock = clock
        time = Mutex(SteadyTime(reading: clock()))
    }

    package var now: Date {
        let reading = clock()
        return time.withLock { $0.now(reading: reading) }
    }

    /// Shows nothing before `moment` from now on: the time of a commit, perhaps another process's.
    package func raise(to moment: Date) {
        time.withLock { $0.raise(to: moment) }
    }
}
