/// A day that comes every year, or, with a year, once.
package struct YearDay: Hashable, Sendable {
    /// nil: every year.
    package var year: Int?
    package var month: Int
    package var day: Int

    /// nil where no such day exists; 29 February does, and is 28 February in years without one.
    package init?(year: Int? = nil, month: Int, day: Int) {
        guard LocalDay(year: year ?? 2000, month: month, day: day) != nil else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    package func day(in year: Int) -> LocalDay? {
        LocalDay(year: self.year ?? year, month: month, day: min(day, LocalDay.days(in: month, of: self.year ?? year)))
    }
}
