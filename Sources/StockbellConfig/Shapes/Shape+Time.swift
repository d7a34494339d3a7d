extension Shape<Duration> {
    /// A span such as `30s`, from a second to an hour.
    static var duration: Shape { .duration(from: "1s", to: "1h", units: "smh", such: ["30s", "2m", "1h"]) }

    /// A span such as `12h`, between two others that are written alike.
    ///
    /// - Parameters:
    ///   - units: those of `s`, `m`, `h` and `d` that make sense.
    ///   - examples: three of them, for messages.
    static func duration(from shortest: String, to longest: String, units: String = "smhd", such examples: [String]) -> Shape {
        let quoted = examples.map { "\"\($0)\"" }
        let words = "\(quoted.dropLast().joined(separator: ", ")) or \(quoted.last ?? "")"
        let range = (seconds(shortest, units) ?? 0)...(seconds(longest, units) ?? 0)
        return Shape("a time such as \(words)", schema: .text(matching: "^[0-9]{1,4}[\(units)]$")) { text, _ throws(Complaint) in
            guard let count = seconds(text.value, units) else { throw Complaint("\(text.quoted) is no time; write \(words)") }
            guard range.contains(count) else { throw Complaint("\(text.quoted) is not from \"\(shortest)\" to \"\(longest)\"") }
            return .seconds(count)
        }
    }

    /// Without their unit they are none: nil.
    static func seconds(_ text: String, _ units: String) -> Int? {
        let seconds: [Character: Int] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        let digits = text.dropLast()
        guard let unit = text.last, units.contains(unit), let each = seconds[unit], (1...4).contains(digits.utf8.count),
            digits.utf8.allSatisfy({ (48...57).contains($0) }), let count = Int(digits)
        else { return nil }
        return count * each
    }
}

extension Shape<String> {
    /// A time zone that this machine knows.
    static var timeZone: Shape {
        Shape("a time zone such as \"Europe/Berlin\"") { text, reading throws(Complaint) in
            guard reading.isKnownZone(text.value) else {
                throw Complaint("unknown time zone \(text.quoted); write one of the IANA names, such as \"Europe/Berlin\" or \"UTC\"")
            }
            return text.value
        }
    }
}
