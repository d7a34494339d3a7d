extension Samples {
    enum Shopify {
        static let updated = #"""
            {
              "inventory_item_id": 271878346596884015,
              "location_id": 24826418,
              "available": 10,
              "admin_graphql_api_id": "gid://shopify/InventoryLevel/24826418?inventory_item_id=271878346596884015"
            }
            """#
        static let disconnected = #"""
            {
              "inventory_item_id": 271878346596884015,
              "location_id": 24826418
            }
            """#
    }
}
