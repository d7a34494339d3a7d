import FoundationEssentials
import Glibc

/// A moment as mail writes it (RFC 5322 section 3.3), in UTC.
enum MailDate {
    static func text(_ date: Date) -> String {
        // A date outside the calendar of mail is brought to its first or last day.
        let instant = date.timeIntervalSince1970.rounded(.down)
        var seconds = instant.isNaN ? 0 : time_t(min(max(instant, -62_135_596_800), 253_402_300_799))
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let day = name(parts.tm_wday, ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"])
        let month = name(parts.tm_mon, ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"])
        let time = "\(twoDigits(parts.tm_hour)):\(twoDigits(parts.tm_min)):\(twoDigits(parts.tm_sec))"
        return "\(day), \(twoDigits(parts.tm_mday)) \(month) \(Int(parts.tm_year) + 1900) \(time) +0000"
    }

    private static func name(_ number: Int32, _ names: [String]) -> String { names[Int(number) % names.count] }

    private static func twoDigits(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
