/// A stretch of local time that comes again: one of a calendar's `open` or `closed` lines.
package enum TimeSpan: Hashable, Sendable {
    /// On days of the week (0 is Monday), from and to so many minutes after midnight; an end that is not after the beginning is on the next day.
    case weekly(days: Set<Int>, from: Int, to: Int)
    /// From a minute of one day to a minute of another; without years every year, and over New Year where the end comes first.
    case days(from: YearDay, fromMinute: Int, to: YearDay, toMinute: Int)

    /// The minutes of a day that belong to it.
    func minutes(of day: LocalDay) -> [Range<Int>] {
        switch self {
        case .weekly(let days, let from, let to):
            if to > from { return days.contains(day.weekday) ? [from..<to] : [] }
            let evening = days.contains(day.weekday) ? [from..<Self.fullDay] : []
            return (days.contains((day + -1).weekday) && to > 0 ? [0..<to] : []) + evening
        case .days(let from, let fromMinute, let to, let toMinute):
            let year = day.date.year
            // One that began last year may last into this one.
            return (from.year == nil ? [year - 1, year] : [year]).compactMap { year in
                guard let first = from.day(in: year), var last = to.day(in: year) else { return nil }
                if to.year == nil, (last, toMinute) <= (first, fromMinute) { last = to.day(in: year + 1) ?? last }
                guard (first...max(first, last)).contains(day) else { return nil }
                let start = day == first ? fromMinute : 0
                let end = day == last ? toMinute : Self.fullDay
                return start < end ? start..<end : nil
            }
        }
    }

    private static let fullDay = 1440
}
