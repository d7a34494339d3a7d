extension BookKeys {
    /// The items that a store loads for these keys, for stores that have all levels at hand.
    ///
    /// - Parameters:
    ///   - picked: items of what somebody picked, or what waited too long.
    ///   - due: the agenda's rows whose time has come.
    ///   - levels: everything that is stored.
    package func reach(from picked: Set<Item>, due: [AgendaItem] = [], over levels: some Collection<Level>) -> Set<Item> {
        let near = items.union(picked)
        guard !joined.isEmpty else { return near }
        // What is believed of several levels together has a key without a source.
        let shared = levels.filter { $0.subject.sku != nil && ($0.key.source.isEmpty || joined.contains($0.key.source)) }
        let wanted = skus.union(shared.filter { near.contains(Item($0.key)) }.compactMap(\.subject.sku)).union(unheard(silences(due), among: shared))
        return near.union(shared.filter { $0.subject.sku.map(wanted.contains) ?? false }.map { Item($0.key) })
    }

    /// Skus of which a follower of a silent source says something else than that one did, at a place that both call the same.
    private func unheard(_ silences: [String: Set<String>], among levels: [Level]) -> Set<SKU> {
        silences.reduce(into: []) { skus, silent in
            let leading = Dictionary(grouping: levels.filter { $0.key.aspect == .stock && $0.key.source == silent.key }, by: \.subject.sku)
            for level in levels where level.key.aspect == .stock && silent.value.contains(level.key.source) {
                let isContradicted = (leading[level.subject.sku] ?? []).contains {
                    $0.condition != level.condition && $0.subject.place?.key == level.subject.place?.key
                }
                if isContradicted, let sku = level.subject.sku { skus.insert(sku) }
            }
        }
    }
}

extension BookKeys.Item {
    /// The item of a level, at whatever place.
    package init(_ key: LevelKey) {
        self.init(source: key.source, item: key.item, isTest: key.isTest)
    }
}
