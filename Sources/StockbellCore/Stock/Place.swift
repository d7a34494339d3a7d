/// Where stock lies: a location, a warehouse, a fulfiller.
package struct Place: Hashable, Sendable, Codable {
    /// The platform's id as text.
    package var id: String
    /// nil when the platform told only the id.
    package var name: String?
    /// What config.json's `places` calls it over all sources; nil: it is not listed there.
    package var key: String?

    package init(id: String, name: String? = nil, key: String? = nil) {
        self.id = id
        self.name = name
        self.key = key
    }

    /// All places of an item together, in alerts of rules across all places.
    package static let everywhere = Place(id: "everywhere")

    package var displayName: String { name ?? id }
    /// All that it goes by, the name for people first.
    package var names: [String] { [displayName, id] + (key.map { [$0] } ?? []) }
}
