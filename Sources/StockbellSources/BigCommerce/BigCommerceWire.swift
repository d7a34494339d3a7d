/// A BigCommerce callback as it stands in the body; the published samples lack keys here and there.
struct BigCommerceWire: Decodable {
    /// As much as is needed to know whether the rest concerns stock.
    struct Envelope: Decodable {
        let scope: WireText?
    }

    /// `inventory.value` is left out on purpose: documented as a change, sampled as a level, it has no safe meaning.
    struct Contents: Decodable {
        let variantID: WireID?
        let productID: WireID?
        let locationID: WireID?
        /// The product's or the V2 SKU's id in the product and sku scopes.
        let id: WireID?
        let inventory: Inventory?

        enum CodingKeys: String, CodingKey {
            case variantID = "variant_id"
            case productID = "product_id"
            case locationID = "location_id"
            case id, inventory
        }
    }

    struct Inventory: Decodable {
        let productID: WireID?
        let variantID: WireID?

        enum CodingKeys: String, CodingKey {
            case productID = "product_id"
            case variantID = "variant_id"
        }
    }

    let producer: WireText?
    let hash: WireText?
    let createdAt: WireSeconds?
    let data: Contents?

    enum CodingKeys: String, CodingKey {
        case producer, hash, data
        case createdAt = "created_at"
    }
}
