import JSON5
import StockbellCore

extension Shape<[String: String]> {
    /// Where somebody is reached: channels, and what each needs to reach them.
    static var person: Shape {
        let words = "an object of channels and addresses, such as { \"mail\": \"anna@example.com\" }"
        return Shape(words, schema: ["type": "object", "minProperties": 1, "additionalProperties": .text]) { written, reading in
            guard case .object(let members) = written.node.value else {
                reading.error("must be \(words), found \(written.node.kind)", at: written.place)
                return nil
            }
            if members.isEmpty { reading.error("has no address; write \(words)", at: written.place) }
            var recipients: [String: String] = [:]
            for member in members {
                let names = reading.names.channels.map(\.name)
                guard let channel = reading.names.channels.first(where: { $0.name == member.key }) else {
                    let hint = Nearest.hint(for: member.key, in: names)
                    let known = names.isEmpty ? "; there are none" : "; there are \(names.map(\.quoted).joined(separator: ", "))"
                    reading.error(
                        "no channel is named \(member.key.quoted)\(hint.isEmpty ? known : hint)",
                        at: written.place.key(member.key, at: member.position))
                    continue
                }
                recipients[channel.name] = Shape<String>.recipient(of: channel).read(written.member(member), &reading)
            }
            return recipients
        }
    }
}

extension Shape<String> {
    /// What a channel needs to reach somebody.
    fileprivate static func recipient(of channel: NamedChannel) -> Shape {
        Shape("an address in quotes") { text, _ throws(Complaint) in
            switch channel.destination {
            case .mailbox:
                guard let address = Mailbox.sendable(text.value) else {
                    throw Complaint("\(text.quoted) is no mail address; write \"anna@example.com\"")
                }
                return address
            case .phone:
                guard let number = PhoneNumber(text.value) else {
                    throw Complaint("\(text.quoted) is no telephone number with + and country code; write \"+4915112345671\"")
                }
                return number.description
            case .channel:
                throw Complaint("\(channel.name.quoted) reaches nobody in particular: its URL is the destination; leave it out")
            case .room, .roomOfBot:
                guard !text.value.isEmpty else { throw Complaint("must not be empty") }
                return text.value
            case nil:
                return text.value
            }
        }
    }

    /// The name of one of `people`.
    static var personName: Shape {
        Shape("the name of somebody in \"people\"") { text, reading throws(Complaint) in
            let names = reading.names.people.map(\.name)
            guard !names.contains(text.value) else { return text.value }
            let hint = text.hint(in: names)
            let known = names.isEmpty ? "; there are none" : "; there are \(names.map(\.quoted).joined(separator: ", "))"
            throw Complaint("nobody in \"people\" is named \(text.quoted)\(hint.isEmpty ? known : hint)")
        }
    }
}

extension Shape<LocalDay> {
    /// A day: `2026-01-05`.
    static var day: Shape {
        Shape("a day such as \"2026-01-05\"", schema: .text(matching: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")) { text, _ throws(Complaint) in
            let parts = text.value.split(separator: "-", omittingEmptySubsequences: false)
            let isWritten = parts.map(\.utf8.count) == [4, 2, 2] && parts.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
            guard isWritten else { throw Complaint("\(text.quoted) is no day; write year, month and day, \"2026-01-05\"") }
            let numbers = parts.compactMap { Int($0) }
            guard let day = LocalDay(year: numbers[0], month: numbers[1], day: numbers[2]) else { throw Complaint("there is no \(text.quoted)") }
            return day
        }
    }
}

extension Shape<Rota.Change> {
    /// When the next one takes over: `mon 08:00`, `daily 08:00`, `08:00`.
    static var change: Shape {
        let words = "a day of the week and a time, \"mon 08:00\", or a time for every day, \"08:00\""
        return Shape(words) { text, _ throws(Complaint) in
            let parts = text.value.split(separator: " ")
            guard (1...2).contains(parts.count), let clock = parts.last else { throw Complaint("\(text.quoted) is not \(words)") }
            var weekday: Int?
            if parts.count == 2, parts[0].lowercased() != "daily" {
                weekday = TimeSpanText.weekdays.firstIndex(of: parts[0].lowercased())
                guard weekday != nil else {
                    let days = TimeSpanText.weekdays.joined(separator: ", ")
                    throw Complaint("\(text.quoted): \(String(parts[0]).quoted) is no day of the week; there are \(days), and daily")
                }
            }
            let minute = try TimeSpanText.minute(clock, text.quoted)
            guard minute < 1440 else { throw Complaint("\(text.quoted): the end of a day is the beginning of the next; write \"00:00\"") }
            return Rota.Change(weekday: weekday, minute: minute)
        }
    }
}
