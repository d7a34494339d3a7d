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
        switch scope {
        case "store/product/inventory/updated", "store/product/inventory/order/updated": self = .product
        case "store/sku/inventory/updated", "store/sku/inventory/order/updated": self = .sku
        case "store/inventory/location/created", "store/inventory/location/updated": self = .location
        case _ where scope.hasPrefix("store/inventory/location/metafield/"): self = .location
        default:
            switch Self.inventoryEvent(scope) {
            case "stock_changed": self = .stockChanged
            case "settings_changed": self = .settingsChanged
            case "low_stock_reached": self = .lowStock
            case "out_of_stock_reached": self = .outOfStock
            default: return nil
            }
        }
    }

    /// The last segment of `store/channel/…/inventory/product/…`, where the channel is the star as subscribed, or a channel's number.
    private static func inventoryEvent(_ scope: String) -> Substring? {
        let (start, middle) = ("store/channel/", "/inventory/product/")
        guard scope.hasPrefix(start) else { return nil }
        let rest = scope.utf8.dropFirst(start.utf8.count)
        let channel = rest.prefix { $0 != UInt8(ascii: "/") }
        let event = rest.dropFirst(channel.count)
        let isNumber = !channel.isEmpty && channel.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard isNumber || channel.elementsEqual("*".utf8), event.starts(with: middle.utf8) else { return nil }
        return Substring(event.dropFirst(middle.utf8.count))
    }
}
