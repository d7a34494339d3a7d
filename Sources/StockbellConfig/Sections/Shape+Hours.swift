import JSON5
import StockbellCore

extension Shape<[TimeSpan]> {
    /// One line of a calendar: `mon-fri 08:00-18:00`, or days of the year.
    static var timeSpans: Shape {
        Shape(TimeSpanText.words) { text, _ throws(Complaint) in try TimeSpanText.spans(text.value, quoted: text.quoted) }
    }

    /// One line of what a calendar leaves out, or a file of holidays.
    static var closedSpans: Shape {
        let file = Shape<CalendarFileSection>.section
        let words = "\"12-24/12-26\", \"2026-05-01\" or { \"ics\": \"holidays.ics\" }"
        return Shape(words, schema: ["anyOf": [timeSpans.schema, file.schema]]) { written, reading in
            if case .object = written.node.value { return file.read(written, &reading)?.ics?.value }
            if case .string = written.node.value { return timeSpans.read(written, &reading) }
            reading.error("must be \(words), found \(written.node.kind)", at: written.place)
            return nil
        }
    }

    /// A file of holidays, as calendar programs save it.
    static var holidays: Shape {
        Shape("the path of an iCalendar file") { text, reading throws(Complaint) in
            let path = text.value.resolved(in: reading.folder)
            guard !text.value.isEmpty, let content = try? reading.variables.readFile(path) else {
                throw Complaint("the file \(text.quoted) cannot be read; is it there, and open to this user?")
            }
            let file: HolidayFile
            do throws(Complaint) {
                file = try HolidayFile(content)
            } catch {
                throw Complaint("the file \(text.quoted) \(error.message)")
            }
            reading.warn(ofRows: file.complaints, in: text.isExpanded ? text.quoted : text.value)
            return file.days
        }
    }
}

extension Shape<String> {
    /// The name of one of `calendars`.
    static var calendar: Shape {
        Shape("the name of a calendar") { text, reading throws(Complaint) in
            let calendars = reading.names.calendars
            guard !calendars.contains(text.value) else { return text.value }
            let hint = text.hint(in: calendars)
            throw Complaint(
                calendars.isEmpty
                    ? "there are no \"calendars\"; add \"calendars\": { \(text.quoted): { \"open\": [\"mon-fri 08:00-18:00\"] } }"
                    : "there is no calendar \(text.quoted)\(hint.isEmpty ? "; there are \(calendars.map(\.quoted).joined(separator: ", "))" : hint)")
        }
    }
}

extension Shape<OutsideHours> {
    /// One word for all channels, or one for each.
    static var outsideHours: Shape {
        let choice = Shape<OutsideHours.Choice>.choice("word")
        let words = "\"later\" or \"send\", or one of them by channel, { \"mail\": \"send\", \"*\": \"later\" }"
        let schema: JSON = ["anyOf": [choice.schema, ["type": "object", "minProperties": 1, "additionalProperties": choice.schema]]]
        return Shape(words, schema: schema) { written, reading in
            guard case .object(let members) = written.node.value else {
                guard case .string = written.node.value else {
                    reading.error("must be \(words), found \(written.node.kind)", at: written.place)
                    return nil
                }
                return choice.read(written, &reading).map { OutsideHours(others: $0) }
            }
            var value = OutsideHours()
            let channels = reading.names.channels.map(\.name)
            for member in members {
                guard let read = choice.read(written.member(member), &reading) else { continue }
                if member.key == "*" {
                    value.others = read
                } else if channels.contains(member.key) {
                    value.byChannel[member.key] = read
                } else {
                    let hint = Nearest.word(to: member.key, in: channels).map { "; did you mean \($0.quoted)?" } ?? ""
                    reading.error("there is no channel \(member.key.quoted)\(hint)", at: written.place.key(member.key, at: member.position))
                }
            }
            return value
        }
    }
}
