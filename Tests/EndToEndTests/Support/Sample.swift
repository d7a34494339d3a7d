import Foundation

/// Bodies as platforms post them.
enum Sample {
    /// Enad: the level of an article at an inventory.
    static func enad(_ article: String, quantity: Int, place: String = "INV-1") throws -> String {
        try json([
            "event_type": "variant_stock.updated",
            "payload": ["inventory_id": place, "product_variant_number": article, "quantity": quantity, "stock_updated": true],
        ])
    }

    /// Digital River: a part has run out at a fulfiller.
    static func digitalRiver(_ part: String, id: String = UUID().uuidString) throws -> String {
        try json([
            "id": id, "type": "inventory.out_of_stock", "liveMode": true, "createdTime": "2026-01-30T14:49:45.55875Z",
            "data": [
                "object": [
                    "quantity": 0, "partNumber": part, "fulfiller": "DR globalTech", "allowBackOrder": false, "eventType": "inventory.out_of_stock",
                    "products": [["externalReferenceId": NSNull(), "productId": "15116720197"]],
                ],
                "previousAttributes": ["quantity": 1],
            ],
        ])
    }

    /// Digital River: the level of a part has changed, at a moment that its clock tells to the millisecond.
    static func digitalRiver(_ part: String, id: String, quantity: Int, previous: Int, at time: Date) throws -> String {
        try json([
            "id": id, "type": "inventory.self_managed_updated", "liveMode": true,
            "createdTime": time.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: true).timeZone(separator: .omitted)),
            "data": [
                "object": ["quantity": quantity, "partNumber": part, "fulfiller": "DR globalTech"], "previousAttributes": ["quantity": previous],
            ],
        ])
    }

    /// BigCommerce: something about the stock of a variant at a location.
    static func bigCommerce(_ event: String, variant: Int) throws -> String {
        try json([
            "scope": "store/channel/*/inventory/product/\(event)", "store_id": "1", "producer": "stores/abc", "created_at": 1_682_624_640,
            "hash": "996ea203c939d05ca667a515ef2f029976d6df80", "data": ["variant_id": variant, "product_id": 113, "location_id": 2],
        ])
    }

    private static func json(_ object: [String: Any]) throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys]), as: UTF8.self)
    }
}
