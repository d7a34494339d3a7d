import FoundationEssentials

/// What keeps a way out from being used too fast, or in vain: its rates, and a breaker.
///
/// Both are pauses, so that a claim, a courier and a restart know them as they know any other.
extension Ledger {
    /// How often something fails in a row before the breaker opens.
    static let breakerTolerance = 3
    /// The longest that it stays open before one message goes, to see.
    private static let longestBreak: TimeInterval = 300

    /// Counts a message that goes out now.
    func spend(_ delivery: Delivery, on channel: ChannelSettings, _ book: inout Book) {
        if let rate = channel.rates.channel { spend(rate, .channel(channel.name), &book) }
        if let rate = channel.rates.address { spend(rate, .address(delivery.address), &book) }
        guard !book.pauses.isEmpty else { return }
        // It goes to see whether the way works again; the others wait for what comes of it.
        for var breaker in breakers(of: delivery, book) where breaker.failures >= Self.breakerTolerance {
            breaker.until = delivery.leaseUntil?.inMilliseconds
            book.put(breaker)
        }
    }

    private func spend(_ rate: Rate, _ scope: Pause.Scope, _ book: inout Book) {
        let full = book.pauses[Pause.Key(scope: scope, origin: .rate)]?.fullAt
        let (next, fullAt) = rate.spend(at: book.now, full: full)
        var pause = Pause(scope: scope, origin: .rate, since: book.now, until: next.inMilliseconds, reason: "at most \(rate.words)")
        pause.fullAt = fullAt.inMilliseconds
        book.put(pause)
    }

    /// Learns from an outcome whether its way works.
    func watch(_ outcome: Outcome, of delivery: Delivery, on channel: ChannelSettings, _ book: inout Book) {
        switch outcome {
        case .delivered, .rejected:
            guard !book.pauses.isEmpty else { return }
            for breaker in breakers(of: delivery, book) { book.lift(breaker.key) }
        case .misconfigured(let failure) where failure.reason == .gone: shut(.channel(channel.name), failure, delivery.horizon(channel), &book)
        case .misconfigured(let failure):
            // Nothing mends it but somebody, however often it is tried.
            trip(.channel(channel.name), failure, of: delivery, &book) { _ in (Self.breakerTolerance, RetryPolicy.misconfiguredPause.inSeconds) }
        case .retry(let failure, nil, .channel): fail(.channel(channel.name), failure, of: delivery, channel.retry, &book)
        case .retry(let failure, nil, .address), .unknown(let failure): fail(.address(delivery.address), failure, of: delivery, channel.retry, &book)
        case .retry, .unsent:
            guard !book.pauses.isEmpty else { return }
            // Nothing is known of the way: the next one may go to see.
            for var breaker in breakers(of: delivery, book) where Self.isOut(delivery, toSee: breaker) {
                breaker.until = book.now
                book.put(breaker)
            }
        }
    }

    /// Whether a breaker kept it back for so long that it is of no use any more; what somebody paused by hand is kept.
    func isExpired(_ delivery: Delivery, on channel: ChannelSettings, _ book: Book) -> Bool {
        guard book.now > delivery.horizon(channel), !book.pauses.isEmpty else { return false }
        return breakers(of: delivery, book).contains { $0.failures >= Self.breakerTolerance }
    }

    /// Whether what it would go to is gone, so that it does not go even to see.
    func isShut(_ delivery: Delivery, _ book: Book) -> Bool { !book.pauses.isEmpty && breakers(of: delivery, book).contains(where: \.isForGood) }

    /// Keeps it back until it is of no use any more.
    func keepShut(_ delivery: Delivery, on channel: ChannelSettings, _ book: inout Book) {
        for var breaker in breakers(of: delivery, book) where breaker.isForGood {
            breaker.until = Self.look(after: delivery.horizon(channel))
            book.put(breaker)
        }
    }

    /// Holds a way back until somebody acts.
    private func shut(_ scope: Pause.Scope, _ failure: Failure, _ horizon: Date, _ book: inout Book) {
        let since = book.pauses[Pause.Key(scope: scope, origin: .breaker)]?.since ?? book.now
        var pause = Pause(
            scope: scope, origin: .breaker, since: since, until: Self.look(after: horizon),
            reason: "\(failure); nothing goes there until config.json is saved or `stockbell resume`")
        pause.failures = Pause.failuresForGood
        book.put(pause)
    }

    /// A moment later: at the horizon itself a message is still of use.
    private static func look(after horizon: Date) -> Date { horizon.addingTimeInterval(1).inMilliseconds }

    private func breakers(of delivery: Delivery, _ book: Book) -> [Pause] {
        [Pause.Scope.channel(delivery.address.channel), .address(delivery.address)].compactMap { scope in
            book.pauses[Pause.Key(scope: scope, origin: .breaker)]
        }
    }

    /// Whether that message is the one that went to see: the breaker waits for as long as it is under way.
    private static func isOut(_ delivery: Delivery, toSee breaker: Pause) -> Bool { breaker.until == delivery.leaseUntil?.inMilliseconds }

    private func fail(_ scope: Pause.Scope, _ failure: Failure, of delivery: Delivery, _ retry: RetrySchedule, _ book: inout Book) {
        trip(scope, failure, of: delivery, &book) { before in
            let failures = before + 1
            guard failures >= Self.breakerTolerance else { return (failures, 0) }
            let doublings = min(failures - Self.breakerTolerance, 16)
            return (failures, min(retry.first.inSeconds * Double(1 << doublings), retry.longest.inSeconds, Self.longestBreak))
        }
    }

    /// - Parameter next: of the failures before, how many there are now, and for how many seconds nothing goes.
    private func trip(
        _ scope: Pause.Scope, _ failure: Failure, of delivery: Delivery, _ book: inout Book, next: (Int) -> (failures: Int, seconds: TimeInterval)
    ) {
        let known = book.pauses[Pause.Key(scope: scope, origin: .breaker)]
        // Those that were under way when it opened say nothing new.
        if let known, known.failures >= Self.breakerTolerance, known.holds(at: book.now), !Self.isOut(delivery, toSee: known) { return }
        let (failures, seconds) = next(known?.failures ?? 0)
        var pause = Pause(
            scope: scope, origin: .breaker, since: known?.since ?? book.now, until: book.now.addingTimeInterval(seconds).inMilliseconds,
            reason: failure.description)
        pause.failures = failures
        book.put(pause)
    }

    /// Tries at once what failed: somebody may have mended it.
    func closeBreakers(_ book: inout Book) {
        for pause in book.pauses.values where pause.origin == .breaker { book.lift(pause.key) }
    }
}

extension Delivery {
    /// After this it is of no use any more.
    fileprivate func horizon(_ channel: ChannelSettings) -> Date { startedAt.addingTimeInterval(channel.retry.horizon.inSeconds) }
}
