package import FoundationEssentials
package import StockbellCore

/// What a link of a message says: which incident, by which message, and what its button is to do.
package struct LinkToken: Hashable, Sendable {
    /// What the page of a link offers first; the raw value is part of the token.
    package enum Action: UInt8, Hashable, Sendable, CaseIterable {
        case acknowledge = 1
        case assign, snooze, snoozeUntilRestock, explain, incident

        /// The folder of its page.
        package var path: String {
            switch self {
            case .acknowledge, .assign: "ack"
            case .snooze, .snoozeUntilRestock: "snooze"
            case .explain: "explain"
            case .incident: "i"
            }
        }
    }

    package var action: Action
    /// nil: a message about many.
    package var incident: Incident.ID?
    package var delivery: Delivery.ID

    package init(_ action: Action, incident: Incident.ID?, delivery: Delivery.ID) {
        self.action = action
        self.incident = incident
        self.delivery = delivery
    }

    /// How long a link works after its message was made.
    package static let life: TimeInterval = 30 * 86_400

    /// Whether a message's links are too old at that time.
    package static func isExpired(_ delivery: Delivery.ID, at now: Date) -> Bool {
        guard let bytes = ULIDBytes.bytes(delivery.string) else { return true }
        let milliseconds = bytes.prefix(6).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return now.timeIntervalSince1970 - Double(milliseconds) / 1000 > life
    }
}
