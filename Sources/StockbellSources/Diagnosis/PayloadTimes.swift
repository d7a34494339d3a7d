import FoundationEssentials

/// All times that stand in a payload, and how they fit together.
struct PayloadTimes {
    struct Stamp {
        /// The path of its value.
        var name: String
        var date: Date
        var hasZone: Bool
    }

    /// Two stamps of one event lie so many seconds apart at the most, beside whole hours.
    private static let near: TimeInterval = 90
    /// Zones lie so many hours from UTC at the most.
    private static let farthestZone = 14.0
    /// What is less ahead of our clock is nothing to speak of.
    private static let grace: TimeInterval = 300

    private let stamps: [Stamp]

    /// Finds the times of a body; a number that may count seconds or money is none.
    init(_ document: JSONDocument) {
        var stamps: [Stamp] = []
        Self.find(document.root, &stamps)
        self.stamps = stamps
    }

    /// Goes down no deeper than a document may be nested.
    private static func find(_ value: JSONValue, _ stamps: inout [Stamp]) {
        let document = value.document
        switch value.node.kind {
        case .object:
            var key = value.index + 1
            while key < value.node.next {
                find(JSONValue(document: document, index: key + 1), &stamps)
                key = document.nodes[key + 1].next
            }
        case .array:
            for element in (try? value.elements) ?? [] { find(element, &stamps) }
        case .string:
            let text = document.utf8(value.node)
            if let date = Timestamp.date(text) { stamps.append(Stamp(name: value.name, date: date, hasZone: hasZone(text))) }
        case .null, .boolean, .number: break
        }
    }

    /// What is odd about them, in sentences.
    func oddities(now: Date) -> [String] {
        var oddities = stamps.filter { !$0.hasZone }.map { "\($0.name) has no time zone; it is read as UTC" }
        for stamp in stamps where stamp.date.timeIntervalSince(now) > Self.grace {
            let minutes = Int((stamp.date.timeIntervalSince(now) / 60).rounded())
            oddities.append("\(stamp.name) is \(minutes) min ahead of this machine's clock")
        }
        for (index, later) in stamps.enumerated() {
            for earlier in stamps[..<index] {
                if let oddity = Self.shift(between: earlier, and: later) { oddities.append(oddity) }
            }
        }
        return oddities
    }

    /// A whole number of hours between two stamps of one event: one of them is a local time that says it is UTC.
    private static func shift(between one: Stamp, and other: Stamp) -> String? {
        let (early, late) = one.date <= other.date ? (one, other) : (other, one)
        let seconds = late.date.timeIntervalSince(early.date)
        let hours = (seconds / 3600).rounded()
        guard (1...farthestZone).contains(hours), abs(seconds - hours * 3600) <= near else { return nil }
        return """
            \(early.name) is \(Int(hours)) h before \(late.name), to within \(Int(abs(seconds - hours * 3600).rounded(.up))) s: \
            one of them is local time in the guise of UTC
            """
    }

    private static func hasZone(_ text: ArraySlice<UInt8>) -> Bool {
        // Behind the date, a sign belongs to the zone.
        text.dropFirst(10).contains { "Zz+-".utf8.contains($0) }
    }
}
