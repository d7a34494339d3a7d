import FoundationEssentials

/// A moment as mail writes it (RFC 5322 section 3.3), in UTC.
enum MailDate {
    static func text(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.weekday, .day, .month, .year, .hour, .minute, .second], from: date)
        let day = name(parts.weekday, ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"])
        let month = name(parts.month, ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"])
        let time = [parts.hour, parts.minute, parts.second].map(twoDigits).joined(separator: ":")
        return "\(day), \(twoDigits(parts.day)) \(month) \(parts.year ?? 1970) \(time) +0000"
    }

    private static func name(_ number: Int?, _ names: [String]) -> String { names[((number ?? 1) - 1) % names.count] }

    private static func twoDigits(_ number: Int?) -> String {
        let digits = String(number ?? 0)
        return digits.count < 2 ? "0" + digits : digits
    }
}
