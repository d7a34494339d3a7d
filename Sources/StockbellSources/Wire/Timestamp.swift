import FoundationEssentials
import StockbellCore

/// Reads times of RFC 3339 §5.6, with any number of fraction digits up to nine; a time without a zone is UTC.
///
/// Foundation's own reader takes "2024-02-30", "25:00" and what follows the time without a word, and no time without a zone.
struct Timestamp {
    private let text: ArraySlice<UInt8>
    private var position: Int

    /// The moment that a text in UTF-8 names; nil when it is not one whole, existing moment.
    static func date(_ text: ArraySlice<UInt8>) -> Date? {
        var timestamp = Timestamp(text: text, position: text.startIndex)
        return timestamp.date()
    }

    /// Whether a text that is a time says where; what does not is read as UTC.
    static func hasZone(_ text: ArraySlice<UInt8>) -> Bool {
        // Behind the date, a sign belongs to the zone.
        text.dropFirst(10).contains { "Zz+-".utf8.contains($0) }
    }

    private mutating func date() -> Date? {
        guard let year = digits(4), skip("-"), let month = digits(2), skip("-"), let day = digits(2), skip("T") || skip("t") || skip(" "),
            let hour = digits(2), skip(":"), let minute = digits(2), skip(":"), let second = digits(2),
            let fraction = fraction(), let offset = offset(), position == text.endIndex,
            let date = LocalDay(year: year, month: month, day: day), hour < 24, minute < 60, second <= 60
        else { return nil }
        // A leap second counts as the second before it: Unix time has no other place for it.
        let seconds = date.number * 86_400 + hour * 3600 + minute * 60 + min(second, 59) - offset
        return Date(timeIntervalSince1970: TimeInterval(seconds) + fraction)
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard position < text.endIndex, text[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func digits(_ count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let digit = digit else { return nil }
            value = value * 10 + digit
            position += 1
        }
        return value
    }

    private var digit: Int? {
        guard position < text.endIndex, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[position]) else { return nil }
        return Int(text[position] - UInt8(ascii: "0"))
    }

    /// Seconds below one; 0 where there is no fraction, nil where a point has no or too many digits after it.
    private mutating func fraction() -> TimeInterval? {
        guard skip(".") else { return 0 }
        var value = 0
        var power = 1
        while let digit = digit {
            guard power < 1_000_000_000 else { return nil }
            value = value * 10 + digit
            power *= 10
            position += 1
        }
        return power == 1 ? nil : TimeInterval(value) / TimeInterval(power)
    }

    /// Seconds east of UTC; nil where the zone is malformed.
    private mutating func offset() -> Int? {
        if position == text.endIndex || skip("Z") || skip("z") { return 0 }
        let isEast = skip("+")
        guard isEast || skip("-"), let hours = digits(2), skip(":"), let minutes = digits(2), hours < 24, minutes < 60 else { return nil }
        return (isEast ? 1 : -1) * (hours * 3600 + minutes * 60)
    }
}
