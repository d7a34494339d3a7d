import StockbellCore

/// Reads a time that comes again: `weekdays 08:00`, `mon,thu 07:30`, `08:00`.
enum ClockTimeText {
    static let words = "a time such as \"weekdays 08:00\", \"mon,thu 07:30\" or \"08:00\""

    static func time(_ text: String, quoted: String) throws(Complaint) -> LocalTimes.Time {
        let parts = text[...].trimmed.split(separator: " ", omittingEmptySubsequences: true)
        guard let last = parts.last, parts.count <= 2 else { throw Complaint("\(quoted) is no such time; write \(words)") }
        let minute = try TimeSpanText.minute(last, quoted)
        guard minute < TimeSpanText.fullDay else { throw Complaint("\(quoted): write midnight as \"00:00\", the beginning of a day") }
        let days = parts.count == 2 ? try TimeSpanText.weekdays(of: parts[0].lowercased(), quoted) : Set(0...6)
        return LocalTimes.Time(days: days, minute: minute)
    }
}

extension Shape<LocalTimes.Time> {
    /// A time of day, on all days or some.
    static var clockTime: Shape {
        Shape(ClockTimeText.words) { text, _ throws(Complaint) in try ClockTimeText.time(text.value, quoted: text.quoted) }
    }
}
