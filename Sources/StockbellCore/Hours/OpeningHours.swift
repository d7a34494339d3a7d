package import FoundationEssentials

/// When somebody is there: one of `calendars` in config.json, in a time zone.
package struct OpeningHours: Hashable, Sendable {
    /// A stretch in which it is open without a break.
    package struct Window: Hashable, Sendable {
        package var opens: Date
        /// nil: it does not close within two years.
        package var closes: Date?

        package init(opens: Date, closes: Date?) {
            self.opens = opens
            self.closes = closes
        }
    }

    package var name: String
    /// An IANA name; the days and times below are those of its calendars and clocks.
    package var timeZone: String
    /// Empty: always, but for `closed`.
    package var open: [TimeSpan]
    package var closed: [TimeSpan]

    /// How far it is looked ahead: what comes every year is found.
    private static let horizon = 2 * 366

    package init(name: String, timeZone: String, open: [TimeSpan] = [], closed: [TimeSpan] = []) {
        self.name = name
        self.timeZone = timeZone
        self.open = open
        self.closed = closed
    }

    package func isOpen(at instant: Date, _ zones: some ZoneRules) -> Bool {
        let today = zones.wallTime(at: instant, in: timeZone).day
        // A zone may have moved the clock over midnight.
        return (-1...1).contains { days in stretches(of: today + days, zones).contains { $0.contains(instant) } }
    }

    /// The instant itself while it is open, else when it opens next; nil: not within two years.
    package func opening(from instant: Date, _ zones: some ZoneRules) -> Date? {
        if isOpen(at: instant, zones) { return instant }
        let today = zones.wallTime(at: instant, in: timeZone).day
        for days in -1...Self.horizon {
            if let stretch = stretches(of: today + days, zones).first(where: { $0.lowerBound > instant }) { return stretch.lowerBound }
        }
        return nil
    }

    /// The windows that are open at an instant or after it, the first ones.
    package func windows(from instant: Date, count: Int, _ zones: some ZoneRules) -> [Window] {
        var windows: [Window] = []
        let today = zones.wallTime(at: instant, in: timeZone).day
        for days in -1...Self.horizon {
            for stretch in stretches(of: today + days, zones) where stretch.upperBound > instant {
                if let last = windows.last, last.closes == stretch.lowerBound {
                    windows[windows.count - 1].closes = stretch.upperBound
                } else if windows.count == count {
                    return windows
                } else {
                    windows.append(Window(opens: stretch.lowerBound, closes: stretch.upperBound))
                }
            }
        }
        let end = stretches(of: today + Self.horizon, zones).last?.upperBound
        if let last = windows.last, last.closes == end { windows[windows.count - 1].closes = nil }
        return windows
    }

    /// When it is open on a day, in order, none touching another.
    private func stretches(of day: LocalDay, _ zones: some ZoneRules) -> [Range<Date>] {
        minutes(of: day).compactMap { minutes in
            let opens = zones.instant(showing: WallTime(day: day, second: minutes.lowerBound * 60).asUTC, in: timeZone)
            // The end of a day is the beginning of the next, whatever its clocks do.
            let end = minutes.upperBound == 1440 ? WallTime(day: day + 1) : WallTime(day: day, second: minutes.upperBound * 60)
            let closes = zones.instant(showing: end.asUTC, in: timeZone, isLast: minutes.upperBound != 1440)
            return opens < closes ? opens..<closes : nil
        }
    }

    private func minutes(of day: LocalDay) -> [Range<Int>] {
        let opened = open.isEmpty ? [0..<1440] : open.flatMap { $0.minutes(of: day) }
        let shut = closed.flatMap { $0.minutes(of: day) }
        guard !opened.isEmpty else { return [] }
        let edges = Set((opened + shut).flatMap { [$0.lowerBound, $0.upperBound] }).sorted()
        var result: [Range<Int>] = []
        for (start, end) in zip(edges, edges.dropFirst()) {
            guard opened.contains(where: { $0.contains(start) }), !shut.contains(where: { $0.contains(start) }) else { continue }
            if let last = result.last, last.upperBound == start {
                result[result.count - 1] = last.lowerBound..<end
            } else {
                result.append(start..<end)
            }
        }
        return result
    }
}
