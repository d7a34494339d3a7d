package import FoundationEssentials
package import StockbellCore

/// How much a channel's courier can take, and when it wants more.
///
/// Pure; the clerk drives one for each channel.
package struct CourierMachine: Hashable, Sendable {
    /// The most messages under way at once.
    package private(set) var width: Int
    /// How many more may be taken out while all goes well.
    private var ahead: Int
    /// Those that were taken out and have not come back.
    package private(set) var underWay = 0
    /// How many more these are now: each delivery earns one, a failure of the channel loses all, so that no more come back unsent than went well.
    private var earned: Int
    /// Those under way, and those that came back and whose outcome is not written: until it is, what stands behind them may not go.
    private var unwritten = 0
    /// When a pending delivery is due; nil: none is known.
    package private(set) var nextDue: Date?
    /// False only while no delivery of the channel can be pending: then nothing stands behind one that is under way in its lane.
    private var mayBeBlocked = true
    private var isStopping = false
    /// What holds the whole channel back, over or not.
    private var pauses: [Pause] = []
    /// What holds back a part of it: a department, an address.
    private var partialPauses: [Pause] = []

    package init(width: Int, ahead: Int = 0) {
        self.width = width
        self.ahead = ahead
        earned = ahead
    }

    /// Those of all channels, by name.
    package static func all(for channels: [ChannelSettings]) -> [String: CourierMachine] {
        Dictionary(channels.map { ($0.name, CourierMachine(width: $0.concurrency, ahead: $0.ahead)) }) { first, _ in first }
    }

    private var most: Int { width + earned }

    /// How many more it can take now.
    package func room(at now: Date) -> Int { isStopping || isPaused(at: now) ? 0 : max(0, most - underWay) }

    /// When a claim could bring something; nil: never, as far as is known, or there is no room before something comes back.
    package func claimDue(now: Date) -> Date? {
        guard !isStopping, underWay < most, let nextDue else { return nil }
        var dueAt = nextDue
        for pause in pauses where pause.holds(at: now) {
            guard let until = pause.until else { return nil }
            dueAt = max(dueAt, until)
        }
        return dueAt
    }

    private func isPaused(at now: Date) -> Bool { pauses.contains { $0.holds(at: now) } }

    /// The store's word on what may not go out; a pause ends by itself, on time.
    ///
    /// - Parameters:
    ///   - all: what holds the whole channel back.
    ///   - part: what holds back some of its messages; the store leaves them out of a claim.
    package mutating func paused(all: [Pause], part: [Pause]) {
        pauses = all
        partialPauses = part
    }

    /// The store's word on when its next pending delivery is due, whether or not it is first in its lane; nil: none is pending.
    package mutating func planned(_ dueAt: Date?) {
        nextDue = dueAt
        mayBeBlocked = dueAt != nil
    }

    /// A delivery became pending.
    package mutating func pending(at dueAt: Date) {
        nextDue = min(nextDue ?? dueAt, dueAt)
        mayBeBlocked = true
    }

    /// A claim was answered.
    ///
    /// - Parameters:
    ///   - taken: how many it brought.
    ///   - wanted: how many it could have brought.
    ///   - next: when the next one is due that was not due yet; nil: none.
    package mutating func claimed(_ taken: Int, of wanted: Int, next: Date?, now: Date) {
        let released = partialPauses.compactMap { $0.holds(at: now) ? $0.until : nil }.min()
        let next = [next, released].compactMap { $0 }.min()
        // A store counts whole milliseconds, so that its clock may be a little behind: no claim follows another within one.
        nextDue = taken == wanted ? now : next.map { max($0, now.addingTimeInterval(0.001)) }
        // What was taken, what is under way and what comes later may each have others behind it.
        if taken == 0 && unwritten == 0 && next == nil { mayBeBlocked = false }
    }

    /// Messages went out.
    package mutating func sent(_ count: Int) {
        underWay += count
        unwritten += count
    }

    /// A message came back, whatever its outcome: there is room for another one, before this outcome is written.
    package mutating func returned(_ outcome: Outcome) {
        underWay = max(0, underWay - 1)
        switch outcome {
        case .delivered: earned = min(ahead, earned + 1)
        case .unknown: earned = 0
        case .retry, .misconfigured: if outcome.warnsOf == .channel { earned = 0 }
        case .rejected, .unsent: break
        }
    }

    /// An outcome was written; what stood behind it in its lane may go.
    package mutating func settled(now: Date) {
        unwritten = max(0, unwritten - 1)
        if mayBeBlocked { nextDue = min(nextDue ?? now, now) }
    }

    /// Takes no more; what is under way comes back.
    package mutating func stop() {
        isStopping = true
    }

    /// Whether it took no more and all has come back.
    var isDone: Bool { isStopping && underWay == 0 }

    /// Goes on with what its channel can take now.
    mutating func goOn(as other: CourierMachine) {
        (width, ahead, isStopping) = (other.width, other.ahead, false)
        earned = min(earned, ahead)
    }
}
