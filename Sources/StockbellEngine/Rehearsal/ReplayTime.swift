package import FoundationEssentials
import Synchronization

/// The clock of a replay: it stands where the play is, and never steps back.
package final class ReplayTime: Sendable {
    private let moment: Mutex<Date>

    package init(_ start: Date) {
        moment = Mutex(start)
    }

    package var now: Date { moment.withLock { $0 } }

    func move(to date: Date) {
        moment.withLock { $0 = max($0, date) }
    }
}
