import FoundationEssentials
import StockbellCore

/// Writes numbers, times and phrases as a department reads them: in its language and by its clock.
struct Wording: Sendable {
    let words: Words
    let zone: String
    let zones: any ZoneRules
    /// The moment that "today" and "ago" are counted from.
    let now: Date

    // MARK: Numbers

    /// `1,168` or `4.5`, with the language's separators.
    func number(_ value: Decimal) -> String {
        let plain = value.description
        // An exponent is left as it is: no stock is that large.
        guard plain.utf8.allSatisfy({ (48...57).contains($0) || $0 == 45 || $0 == 46 }) else { return plain }
        let isNegative = plain.hasPrefix("-")
        let parts = plain.drop { $0 == "-" }.split(separator: ".", maxSplits: 1)
        var grouped = ""
        let digits = parts.first ?? "0"
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { grouped += words(.group) }
            grouped.append(digit)
        }
        let fraction = parts.count > 1 ? words(.decimal) + parts[1] : ""
        return (isNegative ? "-" : "") + grouped + fraction
    }

    /// With unit and plural: "1 pc", "4 pcs"; zero is "none".
    ///
    /// - Parameter unit: the shop's own, the same for one and for many; nil: pieces.
    func count(_ value: Decimal, unit: String? = nil) -> String {
        guard value != 0 else { return words(.none) }
        return words(.count, ["number": number(value), "unit": unit ?? words(abs(value) == 1 ? .unitOne : .unitOther)])
    }

    /// "€649.00", "CHF 5.00"; "649,00 €" in German.
    ///
    /// - Parameter currency: by ISO 4217; nil: only the amount.
    func money(_ amount: Decimal, _ currency: String?) -> String {
        let plain = number(amount)
        let digits = amount.description.split(separator: ".").dropFirst().first?.count ?? 0
        let mark = digits == 0 ? words(.decimal) : ""
        let padded = plain + mark + String(repeating: "0", count: max(0, 2 - digits))
        guard let currency else { return padded }
        let symbol = Self.symbols[currency]
        return words(symbol == nil ? .moneyCode : .moneySymbol, ["symbol": symbol ?? currency, "amount": padded])
    }

    private static let symbols = ["EUR": "€", "USD": "$", "GBP": "£"]

    // MARK: Times

    private func local(_ instant: Date) -> LocalTime { LocalTime(instant, offset: zones.offset(of: zone, at: instant) ?? 0) }

    /// When something happens: "today at 09:14", "on Tue 6 Jan at 09:14".
    func when(_ instant: Date) -> String { told(instant, [.whenYesterday, .whenToday, .whenTomorrow], .whenDate) }

    /// The same behind "since", "as of" or a colon: "today at 09:14", "Tue 6 Jan at 09:14".
    func moment(_ instant: Date) -> String { told(instant, [.momentYesterday, .momentToday, .momentTomorrow], .momentDate) }

    /// Yesterday, today and tomorrow have phrases of their own.
    private func told(_ instant: Date, _ near: [Phrase], _ far: Phrase) -> String {
        let index = local(instant).day - local(now).day + 1
        return words(near.indices.contains(index) ? near[index] : far, ["time": time(instant), "date": date(instant)])
    }

    /// "09:14" of today, else "6 Jan 09:14".
    func short(_ instant: Date) -> String {
        let local = local(instant)
        let today = self.local(now)
        guard local.day != today.day else { return time(instant) }
        let date = local.date
        return words(
            date.year == today.date.year ? .whenShort : .whenShortYear,
            ["day": "\(date.day)", "month": words.part(date.month - 1, of: .months), "year": "\(date.year)", "time": time(instant)])
    }

    /// "09:14".
    func time(_ instant: Date) -> String {
        let local = local(instant)
        return words(.time, ["hour": LocalTime.padded(local.hour), "minute": LocalTime.padded(local.minute)])
    }

    /// "Tue 6 Jan", with the year when it is not this one.
    func date(_ instant: Date) -> String {
        let local = local(instant)
        let date = local.date
        let phrase: Phrase = date.year == self.local(now).date.year ? .date : .dateYear
        return words(
            phrase,
            [
                "weekday": words.part(local.weekday, of: .weekdays), "day": "\(date.day)",
                "month": words.part(date.month - 1, of: .months), "year": "\(date.year)",
            ])
    }

    /// "2 minutes ago", counted to `now`.
    func ago(_ instant: Date) -> String {
        let seconds = now.timeIntervalSince(instant)
        if abs(seconds) < 60 { return words(.agoNow) }
        return words(seconds < 0 ? .agoFuture : .ago, ["span": span(abs(seconds))])
    }

    /// RFC 3339 in the department's zone.
    func iso(_ instant: Date) -> String { local(instant).iso }

    /// "20 minutes", "14 hours", "3 days": rounded to its largest unit; German in the dative ("nach 3 Tagen").
    func span(_ seconds: TimeInterval) -> String {
        let minutes = Int(min(max(seconds, 0), 1e11) / 60)
        func text(_ count: Int, _ one: Phrase, _ many: Phrase) -> String {
            count == 1 ? words(one) : words(many, ["count": number(Decimal(count))])
        }
        switch minutes {
        case 0: return words(.spanMoment)
        case ..<60: return text(minutes, .spanMinute, .spanMinutes)
        case ..<(24 * 60): return text((minutes + 30) / 60, .spanHour, .spanHours)
        default: return text((minutes + 12 * 60) / (24 * 60), .spanDay, .spanDays)
        }
    }
}
