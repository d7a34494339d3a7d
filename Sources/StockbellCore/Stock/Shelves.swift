/// Which sources tell of the same shelves: one name for a place over all of them, and which of them knows better.
///
/// A shelf is a sku at a named place; where a source that follows another and the other one name no place at all, a sku.
package struct Shelves: Hashable, Sendable {
    /// The sources that tell of shelves; empty: config.json has neither `places` nor `follows`.
    package let sources: Set<String>
    private let places: [NamedPlace.Spot: Place]
    private let leaderOf: [String: String]
    private let order: [String: Int]

    package init(places: [NamedPlace] = [], sources: [SourceSettings] = []) {
        let spots = places.flatMap { place in place.spots.map { ($0, Place(id: $0.id ?? place.key, name: place.name, key: place.key)) } }
        self.places = Dictionary(spots) { first, _ in first }
        leaderOf = Dictionary(sources.compactMap { source in source.follows.map { (source.name, $0) } }) { first, _ in first }
        order = Dictionary(zip(sources.map(\.name), 0...)) { first, _ in first }
        self.sources = Set(spots.map(\.0.source)).union(leaderOf.keys).union(leaderOf.values)
    }

    package var isEmpty: Bool { sources.isEmpty }

    /// Whether a source tells of shelves.
    package func joins(_ source: String) -> Bool { !sources.isEmpty && sources.contains(source) }

    /// The sources that one follows, the nearest first; none where they follow one another in a circle.
    package func leaders(of source: String) -> [String] {
        var leaders: [String] = []
        var next = leaderOf[source]
        while let leader = next, leader != source, !leaders.contains(leader) {
            leaders.append(leader)
            next = leaderOf[leader]
        }
        return leaders
    }

    /// The sources that follow one, straight or by another.
    package func followers(of source: String) -> Set<String> {
        Set(leaderOf.keys.filter { leaders(of: $0).contains(source) })
    }

    /// The followers of each source that has some.
    package var followers: [String: Set<String>] {
        Dictionary(uniqueKeysWithValues: Set(leaderOf.values).map { ($0, followers(of: $0)) })
    }

    /// Where a source stands in config.json.
    package func position(of source: String) -> Int { order[source] ?? order.count }

    /// The place under its one name; as the platform tells it where it is not listed.
    package func named(_ place: Place?, of source: String) -> Place? {
        guard !places.isEmpty else { return place }
        if let place, let named = places[NamedPlace.Spot(source: source, id: place.id)] { return named }
        // What a source without places told lies where its whole stock lies.
        guard place == nil || place?.id == place?.key else { return place }
        return places[NamedPlace.Spot(source: source, id: nil)] ?? place
    }

    /// The shelf of a sku at a place of a source; nil: the place has no name that another source could know.
    package func shelf(of sku: SKU, at place: Place?, of source: String) -> LevelKey? {
        guard joins(source) else { return nil }
        let place = named(place, of: source)
        if let place, place.key == nil { return nil }
        let isPlaceless = place == nil && leaderOf[source] == nil && !leaderOf.values.contains(source)
        return isPlaceless ? nil : LevelKey(source: "", item: sku.text, place: place?.key, isTest: sku.isTest, aspect: .shelf)
    }
}
