import FoundationEssentials

/// A Digital River event as it stands in the body; every key may be absent, for a fragment is still a body.
struct DigitalRiverWire {
    struct Contents {
        let object: StockObject?
        /// Lists only what changed.
        let previousQuantity: Decimal?

        init(_ data: JSONValue) throws(Unreadable) {
            object = try data["object"].map(StockObject.init)
            previousQuantity = try data["previousAttributes"]?["quantity"]?.quantity
        }
    }

    /// `timestamp` is left out on purpose: it ends in Z but is US Central time.
    struct StockObject {
        let quantity: Decimal?
        let productIDs: [String]
        let partNumber: String?
        let fulfiller: String?
        let allowBackOrder: Bool?

        init(_ object: JSONValue) throws(Unreadable) {
            quantity = try object["quantity"]?.quantity
            productIDs = try Self.productIDs(object["products"]?.elements ?? [])
            partNumber = try object["partNumber"]?.told
            fulfiller = try object["fulfiller"]?.told
            allowBackOrder = try object["allowBackOrder"]?.flag
        }

        private static func productIDs(_ products: [JSONValue]) throws(Unreadable) -> [String] {
            var ids: [String] = []
            for product in products where !product.isNull {
                if let id = try product["productId"]?.told { ids.append(id) }
            }
            return ids
        }
    }

    let id: String?
    let data: Contents?
    let liveMode: Bool?
    let createdTime: Date?

    init(_ body: JSONValue) throws(Unreadable) {
        id = try body["id"]?.told
        data = try body["data"].map(Contents.init)
        liveMode = try body["liveMode"]?.flag
        createdTime = try body["createdTime"]?.time
    }
}
