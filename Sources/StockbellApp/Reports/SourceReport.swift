package import FoundationEssentials
package import StockbellCore

/// What the store knows of a source, for `stockbell doctor` without a file.
package struct SourceReport: Encodable, Sendable {
    /// Repeats of changes that nothing tells from second changes.
    package struct Suspects: Encodable, Sendable {
        package var item: String
        package var place: String?
        package var count: Int
    }

    package var source: String
    /// When something came last; nil: never, or too long ago to be kept.
    package var lastReceivedAt: Date?
    /// What became of the latest events, by state.
    package var events: [String: Int]
    /// Of the latest event that nobody could read, why; nil: there is none.
    package var lastQuarantined: String?
    /// By condition, how many levels are believed.
    package var levels: [String: Int]
    /// The most doubtful first.
    package var suspectedRepeats: [Suspects]

    /// How many of the latest events are looked at.
    package static let latest = 1000

    /// - Parameters:
    ///   - events: the latest ones of the source, oldest first.
    ///   - levels: all of the source's.
    package init(source: String, events: [EventRecord], levels: [Level]) {
        self.source = source
        lastReceivedAt = events.map(\.receivedAt).max()
        self.events = Dictionary(events.map { ($0.state.rawValue, 1) }, uniquingKeysWith: +)
        lastQuarantined = events.last { $0.state == .quarantined }?.reason
        self.levels = Dictionary(levels.map { ($0.condition.rawValue, 1) }, uniquingKeysWith: +)
        suspectedRepeats = levels.filter { $0.suspectedRepeats > 0 }
            .map { Suspects(item: $0.subject.item.displayName, place: $0.subject.place?.displayName, count: $0.suspectedRepeats) }
            .sorted { ($1.count, $0.item) < ($0.count, $1.item) }
    }

    /// A line each, for people.
    package func lines(now: Date) -> [String] {
        var lines = [
            "Last event: \(lastReceivedAt.map { "\($0.formatted(.iso8601)), \(Duration.seconds(max(0, now.timeIntervalSince($0))).words) ago" } ?? "none")"
        ]
        lines.append("Events:     \(Self.counts(events, of: EventRecord.State.allCases.map(\.rawValue)) ?? "none") (of the latest \(Self.latest))")
        lines.append("Levels:     \(Self.counts(levels, of: Condition.allCases.map(\.rawValue)) ?? "none")")
        if let lastQuarantined {
            lines.append("Odd:        what nobody could read: \(lastQuarantined); `stockbell events --state quarantined` lists it")
        }
        for suspects in suspectedRepeats.prefix(10) {
            let place = suspects.place.map { " at \($0)" } ?? ""
            let times = suspects.count == 1 ? "once" : "\(suspects.count) times"
            lines.append(
                "Odd:        \(suspects.item)\(place): the same change came twice within ten minutes, \(times); it may be a repeat, and counts")
        }
        if suspectedRepeats.count > 10 { lines.append("Odd:        and \(suspectedRepeats.count - 10) more items with such changes") }
        return lines
    }

    private static func counts(_ counts: [String: Int], of names: [String]) -> String? {
        let told = names.compactMap { name in counts[name].map { "\($0) \(name)" } }
        return told.isEmpty ? nil : told.joined(separator: ", ")
    }
}
