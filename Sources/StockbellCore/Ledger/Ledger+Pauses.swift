import FoundationEssentials

/// What may not go out for a while.
extension Ledger {
    /// The longest that a far side is believed: a wrong header must not close a channel for a year.
    private static let longestFarSide: TimeInterval = 86_400
    /// As a message waits at least so long, whatever the far side says.
    private static let shortestFarSide: TimeInterval = 1

    /// Holds a scope back by hand, instead of an earlier pause by hand; its length counts from the store's time.
    func pause(_ wanted: Pause, _ book: inout Book) {
        var pause = wanted
        pause.since = book.now
        pause.until = wanted.until.map { book.now.addingTimeInterval($0.timeIntervalSince(wanted.since)).inMilliseconds }
        book.put(pause)
    }

    /// Ends what somebody paused, nil: all of it, and tries at once what failed; what a far side asked for is kept.
    ///
    /// - Returns: what held something back until now.
    func resume(_ scope: Pause.Scope?, _ book: inout Book) -> [Pause] {
        let lifted = book.pauses.values.filter { ($0.origin == .hand || $0.origin == .breaker) && (scope == nil || $0.scope == scope) }
        for pause in lifted { book.lift(pause.key) }
        return lifted.filter { $0.holds(at: book.now) }.sorted {
            ($0.scope.description, $0.origin.rawValue) < ($1.scope.description, $1.origin.rawValue)
        }
    }

    /// Gives the far side the peace that it asked for, on the whole channel or for one address.
    func heed(_ outcome: Outcome, of delivery: Delivery, _ book: inout Book) {
        guard case .retry(let failure, let after?, let breadth) = outcome else { return }
        let scope: Pause.Scope
        switch breadth {
        case .message: return
        case .address: scope = .address(delivery.address)
        case .channel: scope = .channel(delivery.address.channel)
        }
        let seconds = min(max(after.inSeconds, Self.shortestFarSide), Self.longestFarSide)
        let until = book.now.addingTimeInterval(seconds).inMilliseconds
        var pause = Pause(scope: scope, origin: .farSide, since: book.now, until: until, reason: failure.description)
        if let known = book.pauses[pause.key], let end = known.until {
            (pause.since, pause.until) = (known.since, max(end, until))
        }
        if book.pauses[pause.key] != pause { book.put(pause) }
    }

    /// A pause ends by itself; its row goes in passing.
    func liftExpired(_ book: inout Book) {
        for pause in book.pauses.values where pause.isOver(at: book.now) { book.lift(pause.key) }
    }
}
