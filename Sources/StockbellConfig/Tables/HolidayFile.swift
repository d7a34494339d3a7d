import StockbellCore

/// The whole days of an iCalendar file (RFC 5545): holidays, as calendar programs and public lists have them.
struct HolidayFile {
    private(set) var days: [TimeSpan] = []
    /// Events that are passed over, by line: why.
    private(set) var complaints: [(line: Int, message: String)] = []

    private struct Line {
        var number: Int
        var name: String
        var value: String
    }

    private struct Event {
        var line: Int
        var values: [String: String] = [:]
    }

    /// - Throws: when it is no such file.
    init(_ text: String) throws(Complaint) {
        let lines = Self.unfolded(text)
        guard lines.first?.name == "BEGIN", lines.first?.value.uppercased() == "VCALENDAR" else {
            throw Complaint("is no iCalendar file; such a file begins with BEGIN:VCALENDAR")
        }
        var event: Event?
        for line in lines {
            switch (line.name, line.value.uppercased()) {
            case ("BEGIN", "VEVENT"): event = Event(line: line.number)
            case ("END", "VEVENT"):
                if let event { add(event) }
                event = nil
            default:
                if event?.values[line.name] == nil { event?.values[line.name] = line.value }
            }
        }
    }

    private mutating func add(_ event: Event) {
        guard event.values["STATUS"]?.uppercased() != "CANCELLED" else { return }
        let name = (event.values["SUMMARY"] ?? "an event").quoted
        guard let start = event.values["DTSTART"] else { return complaints.append((event.line, "\(name) has no DTSTART")) }
        guard let first = Self.day(start) else {
            return complaints.append((event.line, "\(name) is passed over: only whole days count, and it begins at \(start)"))
        }
        // DTEND is the day after the last one.
        guard let last = event.values["DTEND"].map({ Self.day($0).map { $0 + -1 } }) ?? first, last >= first else {
            return complaints.append((event.line, "\(name) is passed over: its end is no later day"))
        }
        let rule = event.values["RRULE"]?.uppercased()
        guard rule == nil || rule == "FREQ=YEARLY" else {
            return complaints.append(
                (event.line, "\(name) counts once, on its first day: of repetitions only FREQ=YEARLY is understood, and it has \(rule ?? "")"))
        }
        let years = (first.date.year, last.date.year)
        guard let from = YearDay(year: rule == nil ? years.0 : nil, month: first.date.month, day: first.date.day),
            let to = YearDay(year: rule == nil ? years.1 : nil, month: last.date.month, day: last.date.day)
        else { return }
        days.append(.days(from: from, fromMinute: 0, to: to, toMinute: 1440))
    }

    /// `20261224`; nil for anything else, a time of day among it.
    private static func day(_ text: String) -> LocalDay? {
        guard text.utf8.count == 8, text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text) else { return nil }
        return LocalDay(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }

    /// The lines with their continuations, which begin with a space (RFC 5545 §3.1), and without their parameters.
    private static func unfolded(_ text: String) -> [Line] {
        var lines: [Line] = []
        var number = 0
        for raw in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            if raw.first == " " || raw.first == "\t" {
                if !lines.isEmpty { lines[lines.count - 1].value += raw.dropFirst() }
                continue
            }
            guard let colon = raw.firstIndex(of: ":") else { continue }
            let name = raw[..<colon].prefix { $0 != ";" }.drop { $0 == "\u{FEFF}" }.uppercased()
            lines.append(Line(number: number, name: name, value: String(raw[raw.index(after: colon)...])))
        }
        return lines
    }
}
