/// Where stock lies: a location, a warehouse, a fulfiller.
package struct Place: Hashable, Sendable, Codable {
    /// The platform's id as text.
    package var id: String
    /// nil when the platform told only the id.
    package var name: String?

    package init(id: String, name: String? = nil) {
        self.id = id
        self.name = name
    }

    package var displayName: String { name ?? id }
}
