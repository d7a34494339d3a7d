import FoundationEssentials
import StockbellCore

/// What to say of a store that does not work: when it begins, once a minute while it lasts, and at its end how long it lasted.
///
/// Trouble that comes and goes is one trouble: it is not told again before it was over for a while.
struct TroubleReport: Hashable, Sendable {
    private static let pause: TimeInterval = 60
    /// How long it must have been over to be told at once when it comes back.
    private static let peace: TimeInterval = 10

    private var since: Date?
    private var toldAt: Date?
    private var overAt: Date?
    /// Whether this trouble, and not only one just before it, was told.
    private var isTold = false

    /// It does not work.
    ///
    /// - Returns: what to say; nil: nothing now.
    mutating func fails(_ trouble: StoreTrouble, now: Date) -> String? {
        let began = since ?? now
        since = began
        guard isDue(now) else { return nil }
        toldAt = now
        defer { isTold = true }
        return isTold
            ? "The store has not worked for \(Self.text(now.timeIntervalSince(began))): \(trouble)."
            : "The store does not work: \(trouble). Nothing is acknowledged until it does. \(trouble.reason.remedy)"
    }

    /// It works.
    ///
    /// - Returns: what to say; nil: nothing, as no trouble was told.
    mutating func works(now: Date) -> String? {
        guard let began = since else { return nil }
        defer { (since, overAt, isTold) = (nil, now, false) }
        return isTold ? "The store works again, after \(Self.text(now.timeIntervalSince(began)))." : nil
    }

    private func isDue(_ now: Date) -> Bool {
        guard let toldAt, now >= toldAt, now.timeIntervalSince(toldAt) < Self.pause else { return true }
        return !isTold && overAt.map { now.timeIntervalSince($0) >= Self.peace } ?? true
    }

    /// Such as "3 min 20 s".
    private static func text(_ seconds: TimeInterval) -> String {
        let seconds = Int(max(0, seconds.rounded()))
        return seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
    }
}
