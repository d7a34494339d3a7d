package import FoundationEssentials

/// What is known of an item at its other places when an alert is decided.
package struct Elsewhere: Hashable, Sendable, Codable {
    package struct Shelf: Hashable, Sendable, Codable {
        package var place: Place
        /// nil: not known, or declared without a number.
        ///
        /// Never print a neighbour's number for it.
        package var quantity: Decimal?
        package var condition: Condition

        package init(place: Place, quantity: Decimal?, condition: Condition) {
            self.place = place
            self.quantity = quantity
            self.condition = condition
        }
    }

    /// Sorted by the place's name.
    package var shelves: [Shelf]

    package init(shelves: [Shelf]) {
        self.shelves = shelves
    }

    /// Whether every other place is known to be out.
    package var isNone: Bool { !shelves.isEmpty && shelves.allSatisfy { $0.condition == .out } }
    /// The sum of what is known; nil when nothing is.
    package var total: Decimal? {
        let known = shelves.compactMap(\.quantity)
        return known.isEmpty ? nil : known.reduce(0, +)
    }
}
