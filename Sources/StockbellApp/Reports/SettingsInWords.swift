package import StockbellCore

/// What the settings mean, as sentences for `check --verbose`: when messages are tried again, how long what is kept, how repeats are known.
package struct SettingsInWords {
    private let settings: Settings

    package init(_ settings: Settings) {
        self.settings = settings
    }

    /// The sentences, a line each, under headings.
    package var lines: [String] {
        ["Channels: a pause differs by up to 10 %, so that not all come again at once; one that the far side asks for is kept to the second."]
            + settings.channels.map { "  \(Self.line($0))" }
            + ["Records:"] + keep.map { "  \($0)" }
            + ["Repeats:"] + settings.sources.map { "  \(Self.line($0))" }
    }

    private static func line(_ channel: ChannelSettings) -> String {
        let unsure =
            switch channel.ifUnsure {
            case .repeat where channel.kind.isIdempotent: "repeat, which the far side knows by the id"
            case .repeat: "repeat, marked as possible duplicate"
            case .giveUp: "give up"
            }
        return """
            \(channel.name) (\(channel.type)): tried again after \(pauses(channel.retry)), for \(channel.retry.horizon.words); unsure: \(unsure); \
            timeout \(channel.timeout.words), \(channel.concurrency) at once
            """
    }

    /// `5 s, 10 s, 20 s … every 15 min`.
    private static func pauses(_ schedule: RetrySchedule) -> String {
        var growing: [Duration] = []
        var pause = max(schedule.first, .seconds(1))
        while pause < schedule.longest {
            growing.append(pause)
            pause *= 2
        }
        guard !growing.isEmpty else { return "every \(schedule.longest.words)" }
        let shown = growing.prefix(3).map(\.words).joined(separator: ", ")
        return "\(shown)\(growing.count > 3 ? " …" : ", then") every \(schedule.longest.words)"
    }

    private var keep: [String] {
        let keep = settings.keep
        return [
            "events that led to no alert are kept for \(keep.quiet.words), with their bodies",
            """
            alerts are kept for \(keep.told.words) after their incident is closed and its messages are finished, with their events and messages; \
            the bodies of those events for \(keep.raw.words)
            """,
            "beyond \(Self.size(keep.size)) the oldest events without an alert go first, then the oldest alerts",
            "levels, open incidents and messages that wait are kept for ever",
        ]
    }

    private static func line(_ source: SourceSettings) -> String {
        let platform = source.platform
        let rule =
            platform.givesIDs && source.mapping?.paths.keys.contains(.id) != false
            ? "an event whose id comes again within \(platform.remembersFor.words) is a duplicate"
            : "events have no ids; one that says the same as the item's last one is a duplicate"
        return "\(source.name) (\(platform.name)): \(rule)"
    }

    private static func size(_ bytes: Int64) -> String {
        let units = [("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10)]
        let unit = units.first { bytes >= 1 << $0.1 && bytes.isMultiple(of: 1 << $0.1) }
        return unit.map { "\(bytes >> $0.1) \($0.0)" } ?? "\(bytes) bytes"
    }
}
