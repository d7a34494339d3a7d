import FoundationEssentials
import JSON5
import StockbellCore

extension Shape<[RouteCase.Expectation]> {
    /// Who hears what: `{ "purchasing": ["buyers"], "otherwise": false }`.
    static var expectations: Shape {
        let words = "an object such as { \"purchasing\": [\"buyers\"], \"otherwise\": false }"
        return Shape(words, schema: ["type": "object", "minProperties": 1]) { written, reading in
            guard case .object(let members) = written.node.value, !members.isEmpty else {
                reading.error("must be \(words)", at: written.place)
                return nil
            }
            return members.compactMap { member in
                let departments = reading.names.departments
                let hearer: RouteCase.Hearer
                switch member.key {
                case "otherwise": hearer = .otherwise
                case "operator": hearer = .operator
                case "*": hearer = .others
                case _ where departments.contains(member.key): hearer = .department(member.key)
                default:
                    let hint = Nearest.hint(for: member.key, in: departments + ["otherwise", "operator"])
                    let known = (departments.map(\.quoted) + ["\"otherwise\"", "\"operator\"", "\"*\""]).joined(separator: ", ")
                    reading.error(
                        "no department is named \(member.key.quoted)\(hint.isEmpty ? "; there are \(known)" : hint)",
                        at: written.place.key(member.key, at: member.position))
                    return nil
                }
                return Shape<RouteCase.Wanted>.wanted.read(written.member(member), &reading).map {
                    RouteCase.Expectation(hearer, $0, line: member.position.line)
                }
            }
        }
    }
}

extension Shape<RouteCase.Wanted> {
    /// Nothing, something, or certain addresses.
    fileprivate static var wanted: Shape {
        let words = "an address, a list of them, false for nothing, or true for anything"
        let address = Shape<Address>(words) { text, reading throws(Complaint) in
            let address = Address(text: text.value)
            let names = reading.names.channels.map(\.name)
            guard names.contains(address.channel) else {
                let hint = Nearest.hint(for: address.channel, in: names)
                throw Complaint(
                    "no channel is named \(address.channel.quoted)\(hint.isEmpty ? "; there are \(names.map(\.quoted).joined(separator: ", "))" : hint)"
                )
            }
            return address
        }
        return Shape(words, schema: [:]) { written, reading in
            switch written.node.value {
            case .bool(let flag): return flag ? .something : .nothing
            case .array(let nodes):
                let addresses = written.items(nodes).compactMap { address.read($0, &reading) }
                return addresses.isEmpty ? .nothing : .addresses(Set(addresses))
            default: return address.read(written, &reading).map { .addresses([$0]) }
            }
        }
    }
}

extension Shape<[RouteCase.Timing]> {
    /// When messages go out: all of them, or by department or address.
    static var timings: Shape {
        let words = "\"now\" or a time such as \"2026-01-06T08:00\", or one of them by department or address"
        return Shape(words, schema: [:]) { written, reading in
            guard case .object(let members) = written.node.value else {
                return Shape<WallTime?>.moment.read(written, &reading).map { [RouteCase.Timing(nil, at: $0, line: written.place.position.line)] }
            }
            return members.compactMap { member in
                Shape<WallTime?>.moment.read(written.member(member), &reading).map {
                    RouteCase.Timing(member.key, at: $0, line: member.position.line)
                }
            }
        }
    }
}

extension Shape<WallTime?> {
    /// A time, or `now`.
    fileprivate static var moment: Shape {
        Shape("\"now\" or a time such as \"2026-01-06T08:00\"") { text, _ throws(Complaint) in
            text.value == "now" ? nil : try WallTime(written: text)
        }
    }
}

extension Shape<WallTime> {
    /// What calendar and clock show: `2026-01-06T03:00`.
    static var localTime: Shape {
        Shape("a time such as \"2026-01-06T03:00\"") { text, _ throws(Complaint) in try WallTime(written: text) }
    }
}

extension WallTime {
    /// - Throws: when it is none.
    fileprivate init(written text: Text) throws(Complaint) {
        let parts = text.value.split(separator: "T", omittingEmptySubsequences: false)
        let date = (parts.first ?? "").split(separator: "-", omittingEmptySubsequences: false)
        let digits: (Substring) -> Bool = { $0.utf8.allSatisfy { (48...57).contains($0) } }
        guard parts.count == 2, date.map(\.utf8.count) == [4, 2, 2], date.allSatisfy(digits) else {
            throw Complaint("\(text.quoted) is no time; write day and time, \"2026-01-06T03:00\", as the shop's clocks show it")
        }
        let numbers = date.compactMap { Int($0) }
        guard let day = LocalDay(year: numbers[0], month: numbers[1], day: numbers[2]) else {
            throw Complaint("\(text.quoted): there is no \(String(parts[0]).quoted)")
        }
        self.init(day: day, second: try TimeSpanText.minute(parts[1], text.quoted) * 60)
    }
}

extension Shape<Decimal> {
    /// Any number.
    static var amount: Shape {
        Shape("a number", schema: ["type": "number"]) { written, reading in
            guard case .number(let number) = written.node.value, let value = number.decimal else {
                reading.error("must be a number, found \(written.node.kind)", at: written.place)
                return nil
            }
            return value
        }
    }
}

extension Shape<StockReason> {
    /// Why there is none, in the word of a person.
    static var reason: Shape {
        Shape("a reason") { text, _ throws(Complaint) in
            guard let reason = StockReason(word: text.value) else {
                let known = StockReason.Cause.allCases.map { $0.rawValue.quoted }.joined(separator: ", ")
                throw Complaint("there is no reason \(text.quoted); there are \(known)")
            }
            return reason
        }
    }
}

extension Shape<String> {
    /// The name of a channel of the configuration.
    static var channelName: Shape {
        Shape("the name of a channel") { text, reading throws(Complaint) in
            let names = reading.names.channels.map(\.name)
            guard !names.contains(text.value) else { return text.value }
            let hint = text.hint(in: names)
            throw Complaint("no channel is named \(text.quoted)\(hint.isEmpty ? "; there are \(names.map(\.quoted).joined(separator: ", "))" : hint)")
        }
    }
}
