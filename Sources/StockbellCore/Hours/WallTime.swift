package import FoundationEssentials

/// What calendar and clock show somewhere.
package struct WallTime: Hashable, Comparable, Sendable {
    package var day: LocalDay
    /// Since midnight, as clocks count.
    package var second: Int

    package init(day: LocalDay, second: Int = 0) {
        self.day = day
        self.second = second
    }

    /// The instant at which clocks in Greenwich show it.
    package var asUTC: Date { Date(timeIntervalSince1970: TimeInterval(day.number * 86_400 + second)) }

    package static func < (one: WallTime, other: WallTime) -> Bool { (one.day, one.second) < (other.day, other.second) }
}
