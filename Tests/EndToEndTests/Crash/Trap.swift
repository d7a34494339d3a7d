import Synchronization

/// Ends the program at the very moment at which something has happened a number of times.
final class Trap: Sendable {
    /// What it can wait for.
    enum Bait: Hashable, Sendable {
        /// An event was answered with 200.
        case acknowledged
        /// A far side has read a whole message and has not answered yet.
        case read(Way)
    }

    private struct Armed {
        var bait: Bait
        var left: Int
        var spring: @Sendable () -> Void
    }

    private let armed = Mutex<Armed?>(nil)

    /// Whether it waits for nothing: it has sprung, or was never armed.
    var isOff: Bool { armed.withLock { $0 == nil } }

    /// - Parameters:
    ///   - count: It springs at this one from now on, 1 or more.
    ///   - spring: Called on the thread on which it happens.
    func arm(_ bait: Bait, count: Int, spring: @escaping @Sendable () -> Void) {
        armed.withLock { $0 = Armed(bait: bait, left: count, spring: spring) }
    }

    func disarm() {
        armed.withLock { $0 = nil }
    }

    /// Something happened.
    func touch(_ bait: Bait) {
        let spring: (@Sendable () -> Void)? = armed.withLock { armed in
            guard armed?.bait == bait else { return nil }
            armed?.left -= 1
            guard let sprung = armed, sprung.left <= 0 else { return nil }
            armed = nil
            return sprung.spring
        }
        spring?()
    }
}
