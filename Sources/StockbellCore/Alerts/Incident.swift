package import FoundationEssentials

/// From the first alert of an item at a place until it is ok again.
package struct Incident: Hashable, Sendable, Identifiable {
    package typealias ID = Identifier<Incident>

    /// What the addresses were told last; gated by `okAbove` and `backAbove`, so it may differ from the level's condition.
    package enum Told: String, Hashable, Sendable, Codable {
        case none, low, out
    }

    package enum Closed: String, Hashable, Sendable, Codable {
        case ok
        /// The platform keeps no such record any more.
        case removed
        /// The platform declared it, and its own number says otherwise.
        case notConfirmed = "not-confirmed"
        /// It goes on as the incident of the shelf that the level turned out to be of.
        case joined
    }

    package var id: ID
    /// The level's key, or nil for a trouble.
    package var level: LevelKey?
    /// The trouble's key, or nil for stock.
    package var trouble: String?
    package var openedAt: Date
    package var told: Told
    package var toldAt: Date
    /// While out is told of what is there again: up to this quantity nothing is said of it (`backAbove`); nil: nothing is held back.
    package var heldUpTo: Decimal?
    /// nil while open.
    package var closedAt: Date?
    package var closed: Closed?
    /// By department, who has it and who wants to hear no more of it; a department that did nothing is not in it.
    package var cares: [String: Care] = [:]

    package init(id: ID, level: LevelKey? = nil, trouble: String? = nil, openedAt: Date, told: Told, toldAt: Date) {
        self.id = id
        self.level = level
        self.trouble = trouble
        self.openedAt = openedAt
        self.told = told
        self.toldAt = toldAt
    }

    package var isOpen: Bool { closedAt == nil }
}
