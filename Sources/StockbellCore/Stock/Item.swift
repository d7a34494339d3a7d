/// The most specific stocked thing that a platform names.
package struct Item: Hashable, Sendable, Codable {
    /// The platform's id, as text: a number above 2^53 must survive.
    package var id: String
    /// The article number, where the platform or its own number stands for one; nil when not told.
    package var sku: String?
    package var name: String?
    /// The product that a variant belongs to; nil when not told.
    package var parent: String?

    package init(id: String, sku: String? = nil, name: String? = nil, parent: String? = nil) {
        self.id = id
        self.sku = sku
        self.name = name
        self.parent = parent
    }

    /// What a person calls it: its name, else its sku, else "item 127".
    ///
    /// Never empty.
    package var displayName: String { name ?? sku ?? "item \(id)" }
}
