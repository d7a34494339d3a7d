import FoundationEssentials
import StockbellCore

/// A moment on the clock of some zone (proleptic Gregorian calendar).
struct LocalTime: Hashable, Sendable {
    /// Days since 1970-01-01.
    let day: Int
    let secondOfDay: Int
    /// Seconds east of UTC.
    let offset: Int

    /// Years outside 1…9999 are brought to that range: no letter needs them.
    init(_ instant: Date, offset: Int) {
        let seconds = instant.timeIntervalSince1970.rounded(.down)
        let bounded = seconds.isNaN ? 0 : min(max(seconds, -62_135_510_400), 253_402_210_800)
        let local = Int(bounded) + min(max(offset, -86_400), 86_400)
        day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        secondOfDay = local - day * 86_400
        self.offset = offset
    }

    var hour: Int { secondOfDay / 3600 }
    var minute: Int { secondOfDay / 60 % 60 }
    var second: Int { secondOfDay % 60 }
    /// 0 is Monday.
    var weekday: Int { LocalDay(number: day).weekday }
    var date: (year: Int, month: Int, day: Int) { LocalDay(number: day).date }

    /// RFC 3339, with the zone's offset: `2026-01-06T09:14:00+01:00`.
    var iso: String {
        let date = date
        let minutes = abs(offset) / 60
        let zone = offset == 0 ? "Z" : (offset < 0 ? "-" : "+") + Self.padded(minutes / 60) + ":" + Self.padded(minutes % 60)
        let year = String(repeating: "0", count: max(0, 4 - String(date.year).count)) + String(date.year)
        let clock = "\(Self.padded(hour)):\(Self.padded(minute)):\(Self.padded(second))"
        return "\(year)-\(Self.padded(date.month))-\(Self.padded(date.day))T\(clock)\(zone)"
    }

    /// Two digits.
    static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
