/// An Enad event as it stands in the body; the contract is expected to move, so every key may be absent.
struct EnadWire: Decodable {
    /// As much as is needed to know whether the rest concerns stock.
    struct Envelope: Decodable {
        let eventType: WireText?

        enum CodingKeys: String, CodingKey {
            case eventType = "event_type"
        }
    }

    struct Payload: Decodable {
        let inventoryID: WireText?
        let parentID: WireText?
        let variantNumber: WireText?
        let quantity: WireNumber?
        let delta: WireNumber?
        let inventoryDate: WireTime?
        let updateSource: WireText?
        let availableOnline: WireFlag?
        let stockUpdated: WireFlag?

        enum CodingKeys: String, CodingKey {
            case inventoryID = "inventory_id"
            case parentID = "product_parent_id"
            case variantNumber = "product_variant_number"
            case quantity, delta
            case inventoryDate = "inventory_date"
            case updateSource = "update_source"
            case availableOnline = "available_online"
            case stockUpdated = "stock_updated"
        }
    }

    let payload: Payload?
}
