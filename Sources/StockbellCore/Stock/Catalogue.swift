/// The shop's own list of items, found by article number or by a platform's id.
package struct Catalogue: Hashable, Sendable {
    /// What the file is called, for people.
    package let name: String
    package let entries: [Shared<CatalogueEntry>]
    /// Positions in `entries`, by article number in small letters.
    private let skus: [String: Int]
    /// Positions in `entries`, by a platform's id as it is written.
    private let items: [String: Int]

    /// Makes a catalogue; of two entries with one sku or id the first counts.
    package init(name: String, entries: [CatalogueEntry]) {
        self.name = name
        skus = Dictionary(entries.enumerated().compactMap { position, entry in entry.sku.map { ($0.lowercased(), position) } }) { first, _ in first }
        items = Dictionary(entries.enumerated().flatMap { position, entry in entry.items.map { ($0, position) } }) { first, _ in first }
        let skus = skus
        self.entries = entries.map { entry in
            var entry = entry
            for index in entry.substitutes.indices {
                entry.substitutes[index].name = skus[entry.substitutes[index].sku.lowercased()].flatMap { entries[$0].name }
            }
            return Shared(entry)
        }
    }

    /// What it says of an item; nil: nothing.
    ///
    /// - Parameter sku: as it is known so far; nil: not told.
    package func entry(sku: String?, item: String, source: String) -> Shared<CatalogueEntry>? {
        if let sku, let position = skus[sku.lowercased()] { return entries[position] }
        guard !items.isEmpty, let position = items["\(source):\(item)"] ?? items[item] else { return nil }
        return entries[position]
    }

    /// Whether any entry says when its item is low.
    package var hasThresholds: Bool { entries.contains { $0.low != nil || $0.okAbove != nil } }
}
