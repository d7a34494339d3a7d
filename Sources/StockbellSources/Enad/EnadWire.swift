/// An Enad event as it stands in the body; the contract is expected to move, so every key may be absent.
struct EnadWire: Decodable {
    /// As much as is needed to know whether the rest concerns stock.
    struct Envelope: Decodable {
        let eventType: WireText?

        enum CodingKeys: String, CodingKey {
            case eventType = "event_type"
        }
    }

    enum EventType: String {
        case updated = "variant_stock.updated"
        case deleted = "variant_stock.deleted"
        case delta = "variant_stock_delta.updated"
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

    enum CodingKeys: String, CodingKey {
        case eventType = "event_type"
        case payload
    }

    let eventType: WireText?
    /// nil also where the event tells no stock: its payload may be anything.
    let payload: Payload?

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        eventType = try container.decodeIfPresent(WireText.self, forKey: .eventType)
        let isStock = eventType.told.flatMap(EventType.init) != nil
        payload = isStock ? try container.decodeIfPresent(Payload.self, forKey: .payload) : nil
    }
}
