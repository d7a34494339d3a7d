package import FoundationEssentials

/// Many alerts in one message at its time: one for each department, address and schedule, whatever the number of rules.
package struct Digest: Hashable, Sendable, Codable {
    /// When it goes out.
    package enum Schedule: Hashable, Sendable, Codable, CustomStringConvertible {
        case at(LocalTimes)
        /// So long after its first alert, or as soon as it has so many.
        case every(seconds: Int, max: Int?)

        /// Names it: two rules with the same share a message.
        package var description: String {
            switch self {
            case .at(let times): times.description
            case .every(let seconds, let max):
                "every \(Duration.seconds(seconds).words)" + (max.map { ", at most \($0) \($0 == 1 ? "alert" : "alerts")" } ?? "")
            }
        }
    }

    /// What its headings are.
    package enum Group: String, Hashable, Sendable, Codable, CaseIterable {
        case supplier, place, category
    }

    package var schedule: Schedule
    /// Whether it lists what was told before and is open still.
    package var showsOpen: Bool
    /// nil: no headings.
    package var group: Group?
    /// Whether mails of it have a table as a file.
    package var attachesCSV: Bool
    /// Whether it goes out with nothing to tell, so that silence means that something is broken.
    package var sendsEmpty: Bool

    package init(
        _ schedule: Schedule, showsOpen: Bool = false, group: Group? = nil, attachesCSV: Bool = false, sendsEmpty: Bool = false
    ) {
        self.schedule = schedule
        self.showsOpen = showsOpen
        self.group = group
        self.attachesCSV = attachesCSV
        self.sendsEmpty = sendsEmpty
    }

    /// When one that begins at an instant goes out; nil: its times never come.
    package func due(after instant: Date, _ zones: some ZoneRules) -> Date? {
        switch schedule {
        case .at(let times): times.next(after: instant, zones)
        case .every(let seconds, _): instant.addingTimeInterval(TimeInterval(seconds))
        }
    }

    /// Whether so many alerts are as many as it takes.
    package func isFull(_ count: Int) -> Bool {
        if case .every(_, let max?) = schedule { count >= max } else { false }
    }
}
