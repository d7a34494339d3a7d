package import FoundationEssentials
package import StockbellCore

extension ClerkMachine {
    /// What follows when a batch failed because of something in it.
    package enum Blame: Hashable, Sendable {
        /// Each of its inputs is tried alone.
        case nobody
        /// This arrival failed alone: it goes in again as one that cannot be understood, and its caller waits for that.
        case quarantined(Arrival)
        /// This input failed alone and is not tried again; who waits for it is told that it was not taken.
        case givenUp(Waiting)
    }

    /// Finds the one input of a failed batch that is at fault, and sets it aside.
    ///
    /// - Parameter reason: what was thrown, for people.
    package mutating func blame(_ batch: [Waiting], because reason: String, now: Date) -> Blame {
        guard let culprit = failed(batch, now: now) else { return .nobody }
        guard case .arrival(let arrival, let decoded) = culprit.input, !decoded.isQuarantined else { return .givenUp(culprit) }
        let again = Decoded.quarantined(type: nil, reason: "could not be applied: \(reason)")
        return enqueue(Waiting(ticket: culprit.ticket, input: .arrival(arrival, again)), now: now) ? .quarantined(arrival) : .givenUp(culprit)
    }
}

extension Decoded {
    fileprivate var isQuarantined: Bool {
        if case .quarantined = self { true } else { false }
    }
}
