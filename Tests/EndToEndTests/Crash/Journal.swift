import NIOCore
import StockbellTesting
import Synchronization

/// What the far sides took, in the order in which they read it.
final class Journal: Sendable {
    /// A message, as its far side sees it.
    struct Message: Sendable {
        var way: Way
        /// The delivery's id, by which a far side can know a repeat; a text message has none.
        var id: String?
        var sku: String
        var number: Int
        /// Whether it says that it may be a repeat.
        var isMarked: Bool
    }

    /// A message that a far side took responsibility for.
    struct Taken: Sendable {
        var message: Message
        /// False: it closed without a word.
        var isAnswered: Bool
    }

    private struct State {
        var taken: [Taken] = []
        var refused: [Way: Int] = [:]
        var chance: SeededGenerator
        /// nil: by chance.
        var manner: Manner?
        var odd: [String] = []
    }

    private let state: Mutex<State>
    private let trap: Trap

    /// - Parameter manner: What becomes of every message; nil: by chance.
    init(seed: UInt64 = 0, manner: Manner? = nil, trap: Trap = Trap()) {
        state = Mutex(State(chance: SeededGenerator(seed), manner: manner))
        self.trap = trap
    }

    var taken: [Taken] { state.withLock { $0.taken } }
    var refused: [Way: Int] { state.withLock { $0.refused } }
    /// Requests that no far side can make sense of.
    var odd: [String] { state.withLock { $0.odd } }

    /// From now on everything is taken at once.
    func beKind() {
        state.withLock { $0.manner = .take(after: .zero) }
    }

    /// Writes down what was read whole, and says what the far side does with it.
    func read(_ message: Message) -> Manner {
        let manner = state.withLock { state in
            let manner = state.manner ?? Manner.next(using: &state.chance)
            switch manner {
            case .take: state.taken.append(Taken(message: message, isAnswered: true))
            case .drop: state.taken.append(Taken(message: message, isAnswered: false))
            case .refuse: state.refused[message.way, default: 0] += 1
            }
            return manner
        }
        trap.touch(.read(message.way))
        return manner
    }

    func note(odd: String) {
        state.withLock { $0.odd.append(odd) }
    }
}
