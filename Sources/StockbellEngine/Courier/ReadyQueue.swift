import DequeModule
package import StockbellCore

/// What a courier has taken out and not sent yet, since its channel is full: the next one goes when one comes back.
///
/// Pure; the courier drives one for its channel.
package struct ReadyQueue<Cargo> {
    private let width: Int
    private var underWay = 0
    private var waiting: Deque<(cargo: Cargo, recipient: String?)> = []

    /// - Parameter width: the most messages under way at once.
    package init(width: Int) {
        self.width = width
    }

    /// Takes one in; true: it goes now, false: it waits for its turn.
    package mutating func add(_ cargo: Cargo, to recipient: String?) -> Bool {
        guard underWay >= width else {
            underWay += 1
            return true
        }
        waiting.append((cargo, recipient))
        return false
    }

    /// One came back; what goes now instead of it, if anything waits.
    package mutating func comesBack() -> Cargo? {
        if let next = waiting.popFirst() { return next.cargo }
        underWay -= 1
        return nil
    }

    /// Takes out all that wait.
    package mutating func takeAll() -> [Cargo] {
        defer { waiting = [] }
        return waiting.map(\.cargo)
    }

    /// Takes out what an outcome warns of: all, or what goes to its address.
    package mutating func takeBack(_ outcome: Outcome, to recipient: String?) -> [Cargo] {
        guard let scope = outcome.warnsOf, !waiting.isEmpty else { return [] }
        let isHeld = { (one: (cargo: Cargo, recipient: String?)) in scope == .channel || one.recipient == recipient }
        defer { waiting.removeAll(where: isHeld) }
        return waiting.filter(isHeld).map(\.cargo)
    }
}

extension ReadyQueue: Sendable where Cargo: Sendable {}
