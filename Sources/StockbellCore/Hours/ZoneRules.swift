package import FoundationEssentials

/// Local time and instants, by the time zone database: FoundationEssentials alone knows no named zone.
package protocol ZoneRules: Sendable {
    /// Seconds east of UTC in the zone at that instant; nil when there is no zone of that name.
    func offset(of zone: String, at instant: Date) -> Int?
}

extension ZoneRules {
    /// What calendars and clocks in the zone show at an instant; UTC where there is no such zone.
    package func wallTime(at instant: Date, in zone: String) -> WallTime {
        let seconds = Int(instant.timeIntervalSince1970.rounded(.down)) + (offset(of: zone, at: instant) ?? 0)
        let day = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
        return WallTime(day: LocalDay(number: day), second: seconds - day * 86_400)
    }

    /// The instant at which clocks in the zone show what those in Greenwich show at another.
    ///
    /// - Parameter isLast: of a time that comes twice, as clocks go back, the second one. A time that never comes, as they go forward, is the
    ///   instant at which it would have come.
    package func instant(showing asUTC: Date, in zone: String, isLast: Bool = false) -> Date {
        // No zone changes its clocks twice in two days.
        let before = offset(of: zone, at: asUTC.addingTimeInterval(-86_400)) ?? 0
        let after = offset(of: zone, at: asUTC.addingTimeInterval(86_400)) ?? 0
        let candidates = Set([before, after]).map { asUTC.addingTimeInterval(TimeInterval(-$0)) }.filter {
            $0.addingTimeInterval(TimeInterval(offset(of: zone, at: $0) ?? 0)) == asUTC
        }
        return (isLast ? candidates.max() : candidates.min()) ?? asUTC.addingTimeInterval(TimeInterval(-before))
    }
}
