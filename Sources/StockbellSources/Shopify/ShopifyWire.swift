import FoundationEssentials

/// Shopify's inventory level as it stands in the body; every key may be absent.
struct ShopifyWire {
    enum Available: Equatable {
        case untold
        /// `null`: Shopify does not count this item.
        case untracked
        /// Below zero where it was oversold.
        case quantity(Decimal)
    }

    let inventoryItemID: String?
    let locationID: String?
    let available: Available
    let updatedAt: Date?

    /// Takes the level as it is, and inside an `inventory_level`, as some notes have it.
    init(_ body: JSONValue) throws(Unreadable) {
        let level = try body["inventory_level"] ?? body
        inventoryItemID = try level["inventory_item_id"]?.id
        locationID = try level["location_id"]?.id
        updatedAt = try level["updated_at"]?.time
        guard let member = try level.member("available") else {
            available = .untold
            return
        }
        available = member.isNull ? .untracked : .quantity(try member.quantity)
    }
}
