import FoundationEssentials

/// Reads times of RFC 3339 §5.6, with any number of fraction digits up to nine; a time without a zone is UTC.
///
/// Foundation's own reader takes "2024-02-30", "25:00" and what follows the time without a word, and no time without a zone.
enum Timestamp {
    /// nil when the text is not one whole, existing moment.
    static func date(_ text: String) -> Date? {
        var rest = Array(text.utf8)[...]
        guard let year = digits(4, &rest), skip("-", &rest), let month = digits(2, &rest), skip("-", &rest), let day = digits(2, &rest),
            skip("T", &rest) || skip("t", &rest) || skip(" ", &rest),
            let hour = digits(2, &rest), skip(":", &rest), let minute = digits(2, &rest), skip(":", &rest), let second = digits(2, &rest),
            let fraction = fraction(&rest), let offset = offset(&rest), rest.isEmpty,
            (1...12).contains(month), (1...days(in: month, of: year)).contains(day), hour < 24, minute < 60, second <= 60
        else { return nil }
        // A leap second counts as the second before it: Unix time has no other place for it.
        let seconds = daysSince1970(year, month, day) * 86_400 + hour * 3600 + minute * 60 + min(second, 59) - offset
        return Date(timeIntervalSince1970: TimeInterval(seconds) + fraction)
    }

    private static func skip(_ character: Unicode.Scalar, _ rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    private static func digits(_ count: Int, _ rest: inout ArraySlice<UInt8>) -> Int? {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        rest.removeFirst(count)
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// Seconds below one; 0 where there is no fraction, nil where a point has no or too many digits after it.
    private static func fraction(_ rest: inout ArraySlice<UInt8>) -> TimeInterval? {
        guard skip(".", &rest) else { return 0 }
        let count = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
        guard (1...9).contains(count), let digits = digits(count, &rest) else { return nil }
        return TimeInterval(digits) / (0..<count).reduce(1) { power, _ in power * 10 }
    }

    /// Seconds east of UTC; nil where the zone is malformed.
    private static func offset(_ rest: inout ArraySlice<UInt8>) -> Int? {
        if rest.isEmpty || skip("Z", &rest) || skip("z", &rest) { return 0 }
        let isEast = skip("+", &rest)
        guard isEast || skip("-", &rest), let hours = digits(2, &rest), skip(":", &rest), let minutes = digits(2, &rest), hours < 24, minutes < 60
        else { return nil }
        return (isEast ? 1 : -1) * (hours * 3600 + minutes * 60)
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days of the proleptic Gregorian calendar; years are counted from March so that the leap day comes last.
    private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = (month > 2 ? year : year - 1) + 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        // 865,565 days lie between 1 March of the year -400 and 1 January 1970.
        return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 865_565
    }
}
