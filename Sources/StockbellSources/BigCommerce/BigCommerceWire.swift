/// A BigCommerce callback as it stands in the body; the published samples lack keys here and there.
struct BigCommerceWire {
    /// `inventory.value` is left out on purpose: documented as a change, sampled as a level, it has no safe meaning.
    struct Contents {
        let variantID: String?
        let productID: String?
        let locationID: String?
        /// The product's or the V2 SKU's id in the product and sku scopes.
        let id: String?
        let inventory: Inventory?

        init(_ data: JSONValue) throws(Unreadable) {
            variantID = try data["variant_id"]?.id
            productID = try data["product_id"]?.id
            locationID = try data["location_id"]?.id
            id = try data["id"]?.id
            inventory = try data["inventory"].map(Inventory.init)
        }
    }

    struct Inventory {
        let productID: String?
        let variantID: String?

        init(_ inventory: JSONValue) throws(Unreadable) {
            productID = try inventory["product_id"]?.id
            variantID = try inventory["variant_id"]?.id
        }
    }

    let producer: String?
    let hash: String?
    /// Unix seconds.
    let createdAt: Int64?
    let data: Contents?

    init(_ body: JSONValue) throws(Unreadable) {
        producer = try body["producer"]?.told
        hash = try body["hash"]?.told
        data = try body["data"].map(Contents.init)
        createdAt = try body["created_at"]?.seconds
    }
}
