/// One line of a department's wishes: which alerts, about what, to whom.
package struct Rule: Hashable, Sendable {
    /// `department/name`; stored with each delivery.
    package var id: String
    package var name: String
    package var on: Set<AlertKind>
    package var `where`: Where
    package var across: Across
    package var send: [Address]
    package var limit: Limit.Choice
    /// nil: as the department has it.
    package var outsideHours: OutsideHours?

    /// What counts as one: an item at each of its places, or all of them together.
    package enum Across: String, Hashable, Sendable, CaseIterable {
        case place
        case allPlaces = "all-places"
    }

    package init(
        id: String, name: String, on: Set<AlertKind>, where: Where = .always, across: Across = .place, send: [Address],
        limit: Limit.Choice = .usual, outsideHours: OutsideHours? = nil
    ) {
        self.id = id
        self.name = name
        self.on = on
        self.where = `where`
        self.across = across
        self.send = send
        self.limit = limit
        self.outsideHours = outsideHours
    }
}
