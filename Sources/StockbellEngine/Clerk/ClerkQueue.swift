import DequeModule
import FoundationEssentials
import StockbellCore

/// What waits for the clerk, in the order it came, within bounds.
struct ClerkQueue: Sendable {
    typealias Waiting = ClerkMachine.Waiting

    private let limits: ClerkMachine.Limits
    private var queue: Deque<Waiting> = []
    /// They were in a batch that failed: each goes alone, before the others.
    private var suspects: Deque<Waiting> = []
    private var arrivals = 0
    private var bytes = 0
    /// Since when something waits that nobody waits for; nil: nothing does, or it has waited long enough.
    private var notedAt: Date?

    init(limits: ClerkMachine.Limits) {
        self.limits = limits
    }

    var isEmpty: Bool { queue.isEmpty && suspects.isEmpty }

    /// Takes an input in; false: it is an arrival and there is no room for it.
    mutating func add(_ waiting: Waiting, now: Date) -> Bool {
        if case .arrival(let arrival, _) = waiting.input {
            guard arrivals < limits.arrivals, bytes + arrival.body.count <= limits.bytes || arrivals == 0 else { return false }
            count(waiting, 1)
        } else if queue.isEmpty {
            notedAt = now
        }
        queue.append(waiting)
        return true
    }

    /// Until when what waits may go on waiting for company, as nobody waits for its answer; nil: it goes now.
    func lingers(now: Date) -> Date? {
        guard arrivals == 0, queue.count < limits.company, let notedAt else { return nil }
        let until = notedAt.addingTimeInterval(limits.linger)
        // A moment farther off than it was ever set is the mark of a clock that stepped back.
        return until > now && notedAt <= now ? until : nil
    }

    mutating func takeSuspect() -> Waiting? {
        guard let suspect = suspects.popFirst() else { return nil }
        count(suspect, -1)
        return suspect
    }

    /// Adds to a batch all that waits and has room in it; false: there is more.
    mutating func fill(_ batch: inout [Waiting]) -> Bool {
        while batch.count < limits.batch, let waiting = queue.popFirst() {
            count(waiting, -1)
            batch.append(waiting)
        }
        if queue.isEmpty { notedAt = nil }
        return queue.isEmpty
    }

    /// Puts a failed batch back: each of it goes alone.
    mutating func suspect(_ batch: [Waiting]) {
        for waiting in batch.reversed() {
            count(waiting, 1)
            suspects.prepend(waiting)
        }
    }

    /// Puts back what must not be lost of a failed batch, and lets go of all arrivals, of feedback and of what the clerk asks itself again.
    ///
    /// - Returns: the tickets of those arrivals and of feedback.
    mutating func retreat(_ batch: [Waiting]) -> [UInt64] {
        var refused: [UInt64] = []
        var kept: Deque<Waiting> = []
        var first: Deque<Waiting> = []
        for waiting in batch + suspects + queue {
            switch waiting.input {
            // Who sent them sends them again.
            case .arrival, .feedback: if let ticket = waiting.ticket { refused.append(ticket) }
            // Before anything is claimed, or it would put back what is under way.
            case .rescue(isStart: true, _): first.append(waiting)
            case .outcome, .trouble, .troubleOver, .retry, .cancel, .care, .pause, .resume, .silence, .unsilence, .suppress, .allow, .reloaded,
                .reingest:
                kept.append(waiting)
            // A reading that nobody wrote is asked for again.
            case .rescue(isStart: false, _), .claim, .due, .probe, .reading: break
            }
        }
        (queue, suspects, arrivals, bytes, notedAt) = (kept, first, 0, 0, nil)
        return refused
    }

    /// Lets go of rescues: the next start makes one.
    mutating func forgetRescues() {
        let isRescue = { (waiting: Waiting) in if case .rescue = waiting.input { true } else { false } }
        queue.removeAll(where: isRescue)
        suspects.removeAll(where: isRescue)
    }

    private mutating func count(_ waiting: Waiting, _ sign: Int) {
        guard case .arrival(let arrival, _) = waiting.input else { return }
        arrivals += sign
        bytes += sign * arrival.body.count
    }
}
