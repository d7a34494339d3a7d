package import FoundationEssentials

/// What the shop's own catalogue says of an item: a row of the file; nil everywhere means "not told".
package struct CatalogueEntry: Hashable, Sendable, Codable {
    /// Whether the shop means to have it.
    package enum Status: String, Hashable, Sendable, Codable, CaseIterable {
        case active, seasonal, discontinued
    }

    /// An item that can be sold in its place.
    package struct Substitute: Hashable, Sendable, Codable {
        package var sku: String
        /// As the same catalogue has it; nil: it does not know that sku.
        package var name: String?

        package init(sku: String, name: String? = nil) {
            self.sku = sku
            self.name = name
        }
    }

    package var sku: String?
    /// The platforms' own ids of it, "127" or, of one source only, "web-shop:127".
    package var items: [String] = []
    package var name: String?
    package var shortName: String?
    package var category: String?
    package var supplier: String?
    package var supplierSKU: String?
    package var buyer: String?
    package var price: Decimal?
    package var cost: Decimal?
    /// Of `price` and `cost`, by ISO 4217: "EUR".
    package var currency: String?
    package var unit: String?
    package var packSize: Decimal?
    package var minOrder: Decimal?
    /// In days.
    package var leadTime: Decimal?
    package var url: String?
    package var orderURL: String?
    package var image: String?
    package var substitutes: [Substitute] = []
    /// Noon UTC of the day, so that it is that day in almost every zone.
    package var expectedDate: Date?
    package var expectedQuantity: Decimal?
    package var status: Status?
    package var tags: [String] = []
    /// Why there is none, whenever there is none.
    package var reason: StockReason?
    package var low: Decimal?
    package var okAbove: Decimal?
    /// Where the row begins in its file, counted from 1.
    package var line: Int

    package init(line: Int) {
        self.line = line
    }

    /// Why there is none of it, whenever there is none; nil: the row does not say.
    package var reasonForNone: StockReason? {
        if let reason { return reason }
        switch status {
        case .seasonal, .discontinued: return StockReason(.seasonal)
        case .active, nil: return nil
        }
    }
}
