import StockbellCore

/// What makes the ledger's work fail.
struct Curse: Error {}

/// Inputs that cannot be applied.
final class Faults {
    let hasSmallQueue: Bool
    private var outcomes: Set<Flight.Key> = []
    private var poison: Set<[UInt8]> = []

    init(hasSmallQueue: Bool) {
        self.hasSmallQueue = hasSmallQueue
    }

    func curse(_ key: Flight.Key) { outcomes.insert(key) }
    func poison(_ post: Post) { poison.insert(post.body) }

    func isCursed(_ input: Input) -> Bool {
        switch input {
        case .outcome(let attempt, _): outcomes.contains(Flight.Key(delivery: attempt.delivery, attempt: attempt.number))
        case .arrival(let arrival, .events): poison.contains(arrival.body)
        default: false
        }
    }
}
