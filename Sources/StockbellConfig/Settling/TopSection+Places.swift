import JSON5
import StockbellCore

extension TopSection {
    /// The places; each id of a source is of one of them.
    func settledPlaces(_ reading: inout Reading) -> [NamedPlace] {
        var owners: [NamedPlace.Spot: Place] = [:]
        var names: [String: Place] = [:]
        return (places?.value ?? []).map { found in
            let name = found.value.name?.value ?? found.name
            if let owner = names.updateValue(found.place, forKey: name.lowercased()) {
                reading.error(
                    "is called \(name.quoted) like \(owner.path) in line \(owner.position.line); people could not tell them apart", at: found.place)
            }
            let spots = found.value.ids?.value ?? []
            for spot in spots {
                guard let owner = owners.updateValue(spot.place, forKey: spot.value) else { continue }
                let id = spot.value.id.map { "\(spot.value.source):\($0)" } ?? spot.value.source
                reading.error(
                    "\(id.quoted) stands in \(owner.path) in line \(owner.position.line) already; a place has one name: leave one out", at: spot.place
                )
            }
            warnOfLeaderless(spots.map(\.value.source), at: found.place, &reading)
            return NamedPlace(key: found.name, name: name, spots: spots.map(\.value))
        }
    }

    /// Sources that follow one another in a circle would all be silent.
    func checkFollowing(_ reading: inout Reading) {
        for source in sources?.value ?? [] {
            guard let follows = source.value.follows else { continue }
            var way = [source.name]
            var next: String? = follows.value
            while let name = next, !way.contains(name) {
                way.append(name)
                next = leader(of: name)
            }
            if follows.value == source.name {
                reading.error("is the source itself; name the one that knows better", at: follows.place)
            } else if next == source.name {
                reading.error(
                    "leads in a circle: \((way + [source.name]).joined(separator: " follows ")); the one that knows best follows none",
                    at: follows.place)
            }
        }
    }

    private func leader(of source: String) -> String? { (sources?.value ?? []).first { $0.name == source }?.value.follows?.value }

    /// The latest word counts where none leads, which is hardly what one wants of a feed that lags.
    private func warnOfLeaderless(_ names: [String], at place: Place, _ reading: inout Reading) {
        let sources = Set(names)
        let leading = sources.filter { name in leader(of: name).map { !sources.contains($0) } ?? true }.sorted()
        let isUnclear = (self.sources?.value ?? []).contains { sources.contains($0.name) && reading.hasError(within: $0.place) }
        guard leading.count > 1, !isUnclear else { return }
        reading.warn(
            "is told by \(leading.joined(separator: " and ")), and none of them follows another: of a sku there the latest word counts; say which one \"follows\"",
            at: place)
    }
}
