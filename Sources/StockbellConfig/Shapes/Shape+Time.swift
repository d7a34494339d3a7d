extension Shape<Duration> {
    /// A span such as `30s`, from a second to an hour.
    static var duration: Shape {
        Shape("a time such as \"30s\", \"2m\" or \"1h\"", schema: .text(matching: "^[0-9]{1,4}[smh]$")) { text, _ throws(Complaint) in
            let units = ["s": 1, "m": 60, "h": 3_600]
            let digits = text.value.dropLast()
            guard let unit = text.value.last.flatMap({ units[String($0)] }), (1...4).contains(digits.utf8.count),
                digits.utf8.allSatisfy({ (48...57).contains($0) }), let count = Int(digits)
            else { throw Complaint("\(text.quoted) is no time; write \"30s\", \"2m\" or \"1h\"") }
            guard (1...3_600).contains(count * unit) else { throw Complaint("\(text.quoted) is not from \"1s\" to \"1h\"") }
            return .seconds(count * unit)
        }
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
