/// A place with one name over all sources, as config.json's `places` has it.
package struct NamedPlace: Hashable, Sendable {
    /// What a source calls a place.
    package struct Spot: Hashable, Sendable {
        package var source: String
        /// The platform's id; nil: the source names no place, and all that it tells lies here.
        package var id: String?

        package init(source: String, id: String?) {
            self.source = source
            self.id = id
        }
    }

    /// Its name in config.json.
    package var key: String
    /// Its name for people.
    package var name: String
    package var spots: [Spot]

    package init(key: String, name: String, spots: [Spot]) {
        self.key = key
        self.name = name
        self.spots = spots
    }
}
