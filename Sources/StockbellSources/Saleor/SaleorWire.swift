import FoundationEssentials

/// What a Saleor event may hold: the answer to the subscription that the shop wrote, so nothing but the variant's id is certain.
struct SaleorWire {
    struct Warehouse {
        let id: String?
        let name: String?

        init(_ warehouse: JSONValue) throws(Unreadable) {
            id = try warehouse["id"]?.told
            let slug = try warehouse["slug"]?.told
            name = try warehouse["name"]?.told ?? slug
        }
    }

    struct Stock {
        let warehouse: Warehouse?
        /// What lies there and is not promised to an order; nil where the subscription asks for only one of the two.
        let available: Decimal?

        init(_ stock: JSONValue) throws(Unreadable) {
            warehouse = try stock["warehouse"].map(Warehouse.init)
            let (quantity, allocated) = (try stock["quantity"]?.quantity, try stock["quantityAllocated"]?.quantity)
            available = if let quantity, let allocated { quantity - allocated } else { nil }
        }
    }

    struct Variant {
        let id: String?
        let sku: String?
        let name: String?
        let productID: String?
        let trackInventory: Bool?
        let stocks: [Stock]

        init(_ variant: JSONValue) throws(Unreadable) {
            id = try variant["id"]?.told
            sku = try variant["sku"]?.told
            trackInventory = try variant["trackInventory"]?.flag
            let product = try variant["product"]
            productID = try product?["id"]?.told
            let names = [try product?["name"]?.told, try variant["name"]?.told].compactMap(\.self)
            // A product without variants of its own has one of its own name.
            name = names.isEmpty ? nil : names.count == 2 && names[0] == names[1] ? names[0] : names.joined(separator: ", ")
            var stocks: [Stock] = []
            for stock in try variant["stocks"]?.elements ?? [] where !stock.isNull { stocks.append(try Stock(stock)) }
            self.stocks = stocks
        }
    }

    let issuedAt: Date?
    let variant: Variant?
    let warehouse: Warehouse?

    init(_ body: JSONValue) throws(Unreadable) {
        issuedAt = try body["issuedAt"]?.time
        variant = try body["productVariant"].map(Variant.init)
        warehouse = try body["warehouse"].map(Warehouse.init)
    }
}
