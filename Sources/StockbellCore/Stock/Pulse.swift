package import FoundationEssentials

/// How often a source speaks, and how its clock goes: enough to know when it has gone quiet.
///
/// Kept to the minute, so that it is not written with each event.
package struct Pulse: Hashable, Sendable {
    /// A clock that is off by the same number of quarters of an hour again and again.
    package struct Skew: Hashable, Sendable {
        /// Quarters of an hour by which the platform's times are ahead of ours; negative: behind.
        package var quarters: Int
        /// How many events in a row; counted no further than it takes to believe it.
        package var count: Int
        /// When the first of them came.
        package var since: Date

        package init(quarters: Int, count: Int = 1, since: Date) {
            self.quarters = quarters
            self.count = count
            self.since = since
        }
    }

    /// What comes within so many seconds of the last noted arrival is not noted.
    package static let grain: TimeInterval = 60
    private static let day: TimeInterval = 86_400
    /// For so many days the longest pauses are remembered.
    private static let remembered = 14
    /// So much must be known before a usual pause is believed.
    private static let least: (count: Int, age: TimeInterval) = (20, 7 * day)
    /// It is quiet after so many times its longest pause, and never sooner than after an hour.
    private static let patience: (times: Double, least: TimeInterval) = (3, 3600)

    /// A minute is counted in stretches of so many seconds.
    private static let stretch: TimeInterval = 10
    private static let stretches = 6

    /// The source's name.
    package var source: String
    /// Since when it is listened to.
    package var firstAt: Date
    /// The last arrival, to the grain; the first look at it where nothing came yet.
    package var lastAt: Date
    /// How many arrivals were noted.
    package var count: Int
    /// By day since 1970, the longest pause in seconds that ended on it; what was told as silence is none of the usual ones.
    package var pauses: [Int: TimeInterval]
    /// nil: its clock is right, or not known.
    package var skew: Skew?
    /// By ten seconds since 1970, how many events said that there is none: of the last minute, where anybody asks for it.
    package var zeros: [Int: Int]

    package init(
        source: String, firstAt: Date, lastAt: Date, count: Int, pauses: [Int: TimeInterval] = [:], skew: Skew? = nil, zeros: [Int: Int] = [:]
    ) {
        self.source = source
        self.firstAt = firstAt
        self.lastAt = lastAt
        self.count = count
        self.pauses = pauses
        self.skew = skew
        self.zeros = zeros
    }

    /// Notes an event that says that there is none.
    ///
    /// - Returns: how many such events came within the last minute, this one too.
    package mutating func hearZero(at now: Date) -> Int {
        let current = Int((min(max(now.timeIntervalSince1970, 0), 1e11) / Self.stretch).rounded(.down))
        zeros = zeros.filter { $0.key > current - Self.stretches }
        zeros[current, default: 0] += 1
        return zeros.values.reduce(0, +)
    }

    /// Notes an arrival.
    ///
    /// - Parameter endsSilence: the pause before it was told as trouble already.
    package mutating func hear(at now: Date, endsSilence: Bool) {
        let pause = now.timeIntervalSince(lastAt)
        let today = Self.number(of: now)
        if count > 0, !endsSilence, pause > pauses[today, default: 0] { pauses[today] = pause }
        pauses = pauses.filter { $0.key > today - Self.remembered }
        lastAt = now
        count = count.addingReportingOverflow(1).partialValue
    }

    /// After how long a silence something is wrong, going by its pauses of two weeks; nil: too little is known of it.
    package func usualPatience(at now: Date) -> TimeInterval? {
        guard count >= Self.least.count, now.timeIntervalSince(firstAt) >= Self.least.age else { return nil }
        let today = Self.number(of: now)
        guard let longest = pauses.filter({ $0.key > today - Self.remembered }).values.max() else { return nil }
        return max(longest * Self.patience.times, Self.patience.least)
    }

    private static func number(of time: Date) -> Int { Int((min(max(time.timeIntervalSince1970, 0), 1e11) / day).rounded(.down)) }
}
