import FoundationEssentials

/// A WooCommerce product or variation (REST API v3) as it stands in the body; of a deleted one there is only the id.
struct WooCommerceWire {
    /// Whose number the item's stock is.
    enum Managing: Equatable {
        case own
        /// A variation whose stock is its product's.
        case parent
        /// Nobody counts; there is a status only.
        case nobody
    }

    enum Status: String {
        case inStock = "instock"
        case outOfStock = "outofstock"
        case onBackorder = "onbackorder"
    }

    let id: String?
    let parentID: String?
    let sku: String?
    let name: String?
    let type: String?
    let managing: Managing?
    let quantity: Decimal?
    /// In the shop's own word.
    let status: String?
    let backorders: String?
    /// In UTC, though it does not say so.
    let modifiedAt: Date?

    init(_ product: JSONValue) throws(Unreadable) {
        id = try product["id"]?.id
        let parent = try product["parent_id"]?.id
        parentID = parent == "0" ? nil : parent
        sku = try product["sku"]?.told
        name = try product["name"]?.told
        type = try product["type"]?.told
        managing = try product["manage_stock"].map(Self.managing)
        quantity = try product["stock_quantity"]?.quantity
        status = try product["stock_status"]?.told
        backorders = try product["backorders"]?.told
        modifiedAt = try product["date_modified_gmt"]?.time
    }

    private static func managing(_ value: JSONValue) throws(Unreadable) -> Managing {
        if (try? value.told) == "parent" { return .parent }
        return try value.flag ? .own : .nobody
    }
}
