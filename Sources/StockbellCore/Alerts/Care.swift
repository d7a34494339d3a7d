package import FoundationEssentials

/// What one department does about an incident: who has it, and until when it wants to hear no more of it.
///
/// It never holds for another department.
package struct Care: Hashable, Sendable, Codable {
    /// Somebody who took the incident, or was given it.
    package struct Owner: Hashable, Sendable, Codable {
        package var name: String
        package var at: Date

        package init(name: String, at: Date) {
            self.name = name
            self.at = at
        }
    }

    /// Peace that somebody asked for.
    package struct Snooze: Hashable, Sendable, Codable {
        /// nil: until the item is there again.
        package var until: Date?
        /// Who asked for it; nil: they did not say.
        package var by: String?
        package var at: Date

        package init(until: Date?, by: String? = nil, at: Date) {
            self.until = until
            self.by = by
            self.at = at
        }

        /// Whether it holds at that time.
        package func holds(at now: Date) -> Bool { until.map { $0 > now } ?? true }
    }

    /// Who had it one after the other; the last one has it.
    package private(set) var owners: [Owner] = []
    package var snooze: Snooze?
    /// Where messages were told instead of where they could not be delivered, each with its alert: told once.
    package private(set) var standIns: [String] = []

    private static let mostOwners = 30

    package init() {}

    /// Who has it; nil: nobody said so.
    package var owner: Owner? { owners.last }

    /// Who had it at that time; nil: nobody had said so.
    package func owner(at time: Date) -> Owner? { owners.last { $0.at <= time } }

    mutating func give(to owner: Owner) {
        owners.append(owner)
        if owners.count > Self.mostOwners { owners.removeFirst() }
    }

    /// Notes that an alert is told at an address instead; false: it was told there before.
    mutating func standIn(at address: String, for alert: Identifier<Alert>?) -> Bool {
        let note = "\(alert?.string ?? "") \(address)"
        guard !standIns.contains(note) else { return false }
        standIns.append(note)
        return true
    }
}
