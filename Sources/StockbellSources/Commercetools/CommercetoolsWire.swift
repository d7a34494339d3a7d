import FoundationEssentials

/// A message of commercetools as it stands in the body; every key may be absent, for a fragment is still a body.
struct CommercetoolsWire {
    let id: String?
    /// Whether the message was too large to be sent whole.
    let isLeftOut: Bool
    let resourceID: String?
    let sequence: Int64?
    let createdAt: Date?
    let stock: Stock
    /// Of a message that an entry was created.
    let entry: Stock?

    struct Stock {
        let sku: String?
        let channel: String?
        let onStock: Decimal?
        let available: Decimal?
        let previousOnStock: Decimal?
        let previousAvailable: Decimal?

        init(_ value: JSONValue) throws(Unreadable) {
            sku = try value["sku"]?.told
            channel = try value["supplyChannel"]?["id"]?.told
            let (newOnStock, newAvailable) = (try value["newQuantityOnStock"], try value["newAvailableQuantity"])
            let (onStock, available) = (try value["quantityOnStock"], try value["availableQuantity"])
            self.onStock = try (newOnStock ?? onStock)?.quantity
            self.available = try (newAvailable ?? available)?.quantity
            previousOnStock = try value["oldQuantityOnStock"]?.quantity
            previousAvailable = try value["oldAvailableQuantity"]?.quantity
        }
    }

    init(_ message: JSONValue) throws(Unreadable) {
        id = try message["id"]?.told
        isLeftOut = try message["payloadNotIncluded"] != nil
        resourceID = try message["resource"]?["id"]?.told
        sequence = try message["sequenceNumber"].flatMap { value throws(Unreadable) in Int64(try value.id) }
        createdAt = try message["createdAt"]?.time
        stock = try Stock(message)
        entry = try message["inventoryEntry"].map(Stock.init)
    }
}
