package import FoundationEssentials

/// Times of day that come again: when a digest goes out.
package struct LocalTimes: Hashable, Sendable, Codable, CustomStringConvertible {
    /// A time of day, on days of the week.
    package struct Time: Hashable, Sendable, Codable {
        /// 0 is Monday.
        package var days: Set<Int>
        /// After midnight, as clocks show.
        package var minute: Int

        package init(days: Set<Int>, minute: Int) {
            self.days = days
            self.minute = minute
        }

        private enum CodingKeys: String, CodingKey {
            case days, minute
        }

        package init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            days = try values.decode(Set<Int>.self, forKey: .days)
            minute = try values.decode(Int.self, forKey: .minute)
        }

        /// The same time gives the same text.
        package func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(days.sorted(), forKey: .days)
            try values.encode(minute, forKey: .minute)
        }
    }

    package var times: [Time]
    /// An IANA name.
    package var timeZone: String

    package init(_ times: [Time], timeZone: String) {
        self.times = times
        self.timeZone = timeZone
    }

    /// The first of them after an instant; nil: there is none.
    ///
    /// One a local day and time: where clocks go back it is the first of the two, and a time that never comes as they go forward is the instant at
    /// which it would have come.
    package func next(after instant: Date, _ zones: some ZoneRules) -> Date? {
        let today = zones.wallTime(at: instant, in: timeZone).day
        // A zone may have moved the clock over midnight; every day of the week is among the next nine.
        let instants = (-1...8).flatMap { days in
            times.filter { $0.days.contains((today + days).weekday) }.map {
                zones.instant(showing: WallTime(day: today + days, second: $0.minute * 60).asUTC, in: timeZone)
            }
        }
        return instants.filter { $0 > instant }.min()
    }

    /// `weekdays 08:00, sat 09:00`: the same for the same times, however they were written.
    package var description: String {
        var lines: [Int: Set<Int>] = [:]
        for time in times { lines[time.minute, default: []].formUnion(time.days) }
        return lines.sorted { $0.key < $1.key }.map { "\(Self.words(for: $0.value)) \(Self.clock($0.key))" }.joined(separator: ", ")
    }

    private static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    private static func words(for days: Set<Int>) -> String {
        switch days {
        case Set(0...6): "daily"
        case Set(0...4): "weekdays"
        case [5, 6]: "weekends"
        default: days.sorted().map { names[$0] }.joined(separator: ",")
        }
    }

    private static func clock(_ minute: Int) -> String {
        [minute / 60, minute % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}
