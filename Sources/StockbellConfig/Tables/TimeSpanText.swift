import StockbellCore

/// Reads the lines of a calendar: `mon-fri 08:00-18:00`, `12-24/12-26`, `2026-01-02 06:00 / 2026-01-05 22:00`.
enum TimeSpanText {
    static let words = "an opening time such as \"mon-fri 08:00-18:00\" or \"12-24/12-26\""

    static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    /// In minutes.
    static let fullDay = 1440

    static func spans(_ text: String, quoted: String) throws(Complaint) -> [TimeSpan] {
        let text = text[...].trimmed
        guard let first = text.utf8.first else { throw Complaint("must not be empty") }
        return (48...57).contains(first) ? [try days(text, quoted)] : try weekly(text, quoted)
    }

    // MARK: days of the week

    private static func weekly(_ text: Substring, _ quoted: String) throws(Complaint) -> [TimeSpan] {
        let parts = text.split(separator: " ", maxSplits: 1)
        let days = try weekdays(of: parts[0].lowercased(), quoted)
        guard parts.count == 2 else { return [.weekly(days: days, from: 0, to: fullDay)] }
        var spans: [TimeSpan] = []
        for part in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { $0.trimmed }
            guard ends.count == 2 else { throw Complaint("\(quoted) is no opening time: write the hours as \"08:00-18:00\"") }
            let (from, to) = (try minute(ends[0], quoted), try minute(ends[1], quoted))
            guard from != to, from < fullDay else { throw Complaint("\(quoted): from \(ends[0]) to \(ends[1]) there is no time") }
            spans.append(.weekly(days: days, from: from, to: to))
        }
        return spans
    }

    static func weekdays(of text: String, _ quoted: String) throws(Complaint) -> Set<Int> {
        switch text {
        case "daily": return Set(0...6)
        case "weekdays": return Set(0...4)
        case "weekends": return [5, 6]
        default: break
        }
        var days: Set<Int> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            var ends: [Int] = []
            for word in part.split(separator: "-", omittingEmptySubsequences: false) {
                guard let day = weekdays.firstIndex(of: String(word)) else {
                    throw Complaint(
                        "\(quoted): \(String(word).quoted) is no day; there are \(weekdays.joined(separator: ", ")), weekdays, weekends and daily")
                }
                ends.append(day)
            }
            guard let first = ends.first, let last = ends.last, ends.count <= 2 else { throw Complaint("\(quoted) is no opening time") }
            for day in first...(last < first ? last + 7 : last) { days.insert(day % 7) }
        }
        return days
    }

    static func minute(_ text: Substring, _ quoted: String) throws(Complaint) -> Int {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hour = number(parts[0], 2), let minute = number(parts[1], 2), minute < 60, hour * 60 + minute <= fullDay else {
            throw Complaint("\(quoted): \(String(text).quoted) is no time of day; write it as \"08:00\", from \"00:00\" to \"24:00\"")
        }
        return hour * 60 + minute
    }

    // MARK: days of the year

    private static func days(_ text: Substring, _ quoted: String) throws(Complaint) -> TimeSpan {
        let sides = text.split(separator: "/", omittingEmptySubsequences: false).map { $0.trimmed }
        guard sides.count <= 2 else { throw Complaint("\(quoted) has more than one \"/\"") }
        let (from, fromMinute) = try moment(sides[0], quoted)
        guard sides.count == 2 else {
            guard fromMinute == nil else { throw Complaint("\(quoted) has no end; write \"01-02 06:00 / 01-05 22:00\"") }
            return .days(from: from, fromMinute: 0, to: from, toMinute: fullDay)
        }
        let (to, toMinute) = try moment(sides[1], quoted)
        guard (from.year == nil) == (to.year == nil) else { throw Complaint("\(quoted): write the year on both sides, or on none") }
        let start = (from.year ?? 0, from.month, from.day, fromMinute ?? 0)
        let end = (to.year ?? 0, to.month, to.day, toMinute ?? fullDay)
        guard from.year == nil || start < end else { throw Complaint("\(quoted) ends before it begins") }
        return .days(from: from, fromMinute: fromMinute ?? 0, to: to, toMinute: toMinute ?? fullDay)
    }

    /// A day, with or without a time.
    private static func moment(_ text: Substring, _ quoted: String) throws(Complaint) -> (YearDay, Int?) {
        let parts = text.split(separator: " ", maxSplits: 1)
        guard let date = parts.first else { throw Complaint("\(quoted) lacks a day beside \"/\"") }
        let numbers = date.split(separator: "-", omittingEmptySubsequences: false)
        let hasYear = numbers.count == 3
        let values = numbers.enumerated().map { number($1, hasYear && $0 == 0 ? 4 : 2) }
        guard (2...3).contains(numbers.count), !values.contains(nil) else {
            throw Complaint("\(quoted): \(String(date).quoted) is no day; write month and day, \"12-24\", with a year before it or without")
        }
        let known = values.compactMap(\.self)
        guard let day = YearDay(year: hasYear ? known[0] : nil, month: known[known.count - 2], day: known[known.count - 1]) else {
            throw Complaint("\(quoted): there is no \(String(date).quoted)")
        }
        return (day, parts.count == 2 ? try minute(parts[1].trimmed, quoted) : nil)
    }

    private static func number(_ text: some StringProtocol, _ digits: Int) -> Int? {
        text.utf8.count == digits && text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
    }
}
