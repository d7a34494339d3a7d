package import StockbellCore

extension Subject {
    /// A subject of the source `shop` with a sku and a name that follow from the item's id.
    package static func make(
        source: String = "shop", platform: Platform = .bigcommerce, item: String = "77", place: String? = "1", isTest: Bool = false
    ) -> Subject {
        Subject(
            source: source, platform: platform, item: Item(id: item, sku: "SKU-\(item)", name: "Item \(item)"),
            place: place.map { Place(id: $0, name: "Place \($0)") }, isTest: isTest)
    }
}
