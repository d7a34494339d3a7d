/// A BigCommerce scope that has to do with stock; anything else is nil.
///
/// Source: developer.bigcommerce.com, Webhooks, "Inventory and location events" and "Products".
enum BigCommerceScope: Equatable {
    /// Of a variant at a location, over one or all storefront channels.
    case stockChanged, settingsChanged, lowStock, outOfStock
    /// Of a base product over all locations.
    case product
    /// Of a variant over all locations.
    case sku
    /// Of a location itself or its metafields: genuine, without any stock.
    case location

    init?(_ scope: String) {
        let parts = scope.split(separator: "/", omittingEmptySubsequences: false)
        switch parts.count {
        case 6 where parts[0] == "store" && parts[1] == "channel" && Self.isChannel(parts[2]) && parts[3] == "inventory" && parts[4] == "product":
            switch parts[5] {
            case "stock_changed": self = .stockChanged
            case "settings_changed": self = .settingsChanged
            case "low_stock_reached": self = .lowStock
            case "out_of_stock_reached": self = .outOfStock
            default: return nil
            }
        default:
            switch scope {
            case "store/product/inventory/updated", "store/product/inventory/order/updated": self = .product
            case "store/sku/inventory/updated", "store/sku/inventory/order/updated": self = .sku
            case "store/inventory/location/created", "store/inventory/location/updated": self = .location
            case _ where scope.hasPrefix("store/inventory/location/metafield/"): self = .location
            default: return nil
            }
        }
    }

    /// The channel's segment holds the star as subscribed, or a channel's number.
    private static func isChannel(_ part: Substring) -> Bool {
        part == "*" || (!part.isEmpty && part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    }
}
