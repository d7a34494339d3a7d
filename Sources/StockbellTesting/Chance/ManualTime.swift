package import FoundationEssentials
import Synchronization

/// A clock that moves when it is told to.
package final class ManualTime: Sendable {
    private let date: Mutex<Date>

    /// Starts on Monday 2026-01-05, 12:00 UTC, unless told otherwise.
    package init(_ start: Date = Date(timeIntervalSince1970: 1_767_614_400)) {
        date = Mutex(start)
    }

    package var now: Date { date.withLock { $0 } }

    /// Moves on by so many seconds; negative: the clock steps back.
    package func advance(by seconds: TimeInterval) {
        date.withLock { $0.addTimeInterval(seconds) }
    }

    package func set(_ now: Date) {
        date.withLock { $0 = now }
    }
}
