import Foundation

/// Times as calendars and clocks of a zone show them.
enum LocalTime {
    /// `Mon 2026-01-05 08:00`.
    static func text(_ time: Date, in zone: String) -> String {
        let style = Date.VerbatimFormatStyle(
            format:
                "\(weekday: .abbreviated) \(year: .defaultDigits)-\(month: .twoDigits)-\(day: .twoDigits) \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)",
            locale: Locale(identifier: "en_US_POSIX"), timeZone: TimeZone(identifier: zone) ?? .gmt, calendar: Calendar(identifier: .gregorian))
        return time.formatted(style)
    }
}
