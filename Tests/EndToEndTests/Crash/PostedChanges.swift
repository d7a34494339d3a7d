import Synchronization

/// What the platform's connections posted, and what was answered.
final class PostedChanges: Sendable {
    struct Counts: Sendable {
        /// Answered with 200, each once, in the order of the answers.
        var acknowledged: [StockChange] = []
        /// Posts of what had been acknowledged before.
        var duplicates = 0
        /// Posts of what got no answer before.
        var again = 0
        /// Posts that were answered with 503.
        var refused = 0
        /// Answers that no platform should get.
        var odd: [String] = []
    }

    private struct State {
        var counts = Counts()
        var last = 0
        var isOver = false
    }

    private let state = Mutex(State())

    var counts: Counts { state.withLock { $0.counts } }

    var isOver: Bool { state.withLock { $0.isOver } }

    /// No connection begins another event.
    func end() {
        state.withLock { $0.isOver = true }
    }

    func nextNumber() -> Int {
        state.withLock { state in
            state.last += 1
            return state.last
        }
    }

    func note(_ change: (inout Counts) -> Void) {
        state.withLock { change(&$0.counts) }
    }
}
