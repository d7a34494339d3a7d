/// What a rule can ask about: an item at a place in a source, with what is known of it.
package struct Subject: Hashable, Sendable, Codable {
    /// The source's name in config.json.
    package var source: String
    /// nil for what no platform tells: a trouble.
    package var platform: Platform?
    package var item: Item
    /// nil when the platform names no place.
    package var place: Place?
    package var facts: StockFacts
    /// What the shop's catalogue says of it, as of the alert.
    ///
    /// nil: nothing, or nobody has asked. Levels are kept without it.
    package var catalogue: Shared<CatalogueEntry>?
    package var isTest: Bool
    /// Under which key it is believed, where that is not its own; nil: under its own.
    package var home: LevelKey?

    package init(source: String, platform: Platform?, item: Item, place: Place? = nil, facts: StockFacts = .init(), isTest: Bool = false) {
        self.source = source
        self.platform = platform
        self.item = item
        self.place = place
        self.facts = facts
        self.isTest = isTest
    }

    /// What a trouble is about: no item of any source.
    package static let none = Subject(source: "", platform: nil, item: Item(id: ""))

    package var key: LevelKey { home ?? own }
    /// The key of the level that the platform itself tells.
    package var own: LevelKey { LevelKey(source: source, item: item.id, place: place?.id, isTest: isTest) }
    /// The article number that names its shelves; nil: it is not known.
    package var sku: SKU? { item.sku.map { SKU(text: $0, isTest: isTest) } }
}
