import FoundationEssentials

/// What an Enad event says, as it stands in the body; the contract is expected to move, so every key may be absent.
struct EnadWire {
    enum EventType: String {
        case updated = "variant_stock.updated"
        case deleted = "variant_stock.deleted"
        case delta = "variant_stock_delta.updated"
    }

    let inventoryID: String?
    let parentID: String?
    let variantNumber: String?
    let quantity: Decimal?
    let delta: Decimal?
    let inventoryDate: Date?
    let updateSource: String?
    let availableOnline: Bool?
    let stockUpdated: Bool?

    init(_ payload: JSONValue) throws(Unreadable) {
        inventoryID = try payload["inventory_id"]?.told
        parentID = try payload["product_parent_id"]?.told
        variantNumber = try payload["product_variant_number"]?.told
        quantity = try payload["quantity"]?.quantity
        delta = try payload["delta"]?.quantity
        inventoryDate = try payload["inventory_date"]?.time
        updateSource = try payload["update_source"]?.told
        availableOnline = try payload["available_online"]?.flag
        stockUpdated = try payload["stock_updated"]?.flag
    }
}
