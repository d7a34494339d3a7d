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
            var members: [Stamp] = []
            var key = value.index + 1
            while key < value.node.next {
                find(JSONValue(document: document, index: key + 1), &members)
                key = document.nodes[key + 1].next
            }
            stamps += universal(members)
        case .array:
            for element in (try? value.elements) ?? [] { find(element, &stamps) }
        case .string:
            let text = document.utf8(value.node)
            if let date = Timestamp.date(text) { stamps.append(Stamp(name: value.name, date: date, hasZone: Timestamp.hasZone(text))) }
        case .null, .boolean, .number: break
        }
    }

    /// A name ends so where it says that its time is UTC, and the same time stands beside it as the shop's local one (WooCommerce).
    private static let universalEnding = "_gmt"

    private static func universal(_ members: [Stamp]) -> [Stamp] {
        let names = Set(members.map(\.name))
        return members.filter { !names.contains($0.name + universalEnding) }.map { stamp in
            Stamp(name: stamp.name, date: stamp.date, hasZone: stamp.hasZone || stamp.name.hasSuffix(universalEnding))
        }
    }

    /// What is odd about them, in sentences.
    func oddities(now: Date) -> [String] {
        let zoneless = stamps.filter { !$0.hasZone }.map(\.name)
        var oddities: [String] = []
        if let first = zoneless.first {
            oddities.append(
                zoneless.count == 1
                    ? "\(first) has no time zone; it is read as UTC" : "\(zoneless.joined(separator: ", ")) have no time zone; they are read as UTC")
        }
        for stamp in stamps where stamp.date.timeIntervalSince(now) > Self.grace {
            let minutes = Int((stamp.date.timeIntervalSince(now) / 60).rounded())
            oddities.append("\(stamp.name) is \(minutes) min ahead of this machine's clock")
        }
        for (index, later) in stamps.enumerated() {
            for earlier in stamps[..<index] where !Self.areOfTwoThings(earlier, later) {
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

    /// Whether they stand in two elements of a list, which have nothing to do with one another.
    private static func areOfTwoThings(_ one: Stamp, _ other: Stamp) -> Bool {
        let (steps, others) = (one.name.split(separator: "."), other.name.split(separator: "."))
        guard let first = zip(steps, others).first(where: { $0 != $1 }) else { return false }
        return first.0.hasSuffix("]") && first.1.hasSuffix("]") && first.0.prefix { $0 != "[" } == first.1.prefix { $0 != "[" }
    }
}
