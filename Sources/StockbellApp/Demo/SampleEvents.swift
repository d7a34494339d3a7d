import StockbellCore

/// An event as a platform's own documentation prints it.
struct SampleEvent {
    var platform: Platform
    var body: String
}

/// The stock events of the three platforms' own pages, in the order in which the demo tells its story: an item runs out and comes back,
/// a stock record changes and is removed, a shop's variant runs low and then out.
///
/// Digital River: docs.digitalriver.com, Commerce API, "Inventory event types". Enad: docs.enad.io/docs/events/stocks. BigCommerce: its docs,
/// "Inventory and Location Webhooks", which print one sample for the four inventory events and one for the two of locations: there only scope and hash differ.
let sampleEvents: [SampleEvent] = [
    SampleEvent(
        platform: .digitalRiver,
        body: """
            {
              "id": "cda6bf91-96e6-463b-959b-8e82dd81addd",
              "type": "inventory.out_of_stock",
              "data": {
                "object": {
                  "quantity": 0,
                  "timestamp": "2024-01-30T08:49:44.331Z",
                  "products": [
                    {
                      "externalReferenceId": null,
                      "productId": "15116720197"
                    }
                  ],
                  "eventType": "inventory.out_of_stock",
                  "partNumber": "CCC",
                  "fulfiller": "DR globalTech",
                  "allowBackOrder": false,
                  "inventoryManagement": "Self Managed"
                },
                "previousAttributes": {
                  "quantity": 1
                }
              },
              "liveMode": false,
              "createdTime": "2024-01-30T14:49:45.55875Z"
            }
            """),
    SampleEvent(
        platform: .digitalRiver,
        body: """
            {
              "id": "cda6bf91-96e6-463b-959b-8e82dd81addd",
              "type": "inventory.fulfiller_managed_updated",
              "data": {
                "object": {
                  "quantity": 1,
                  "timestamp": "2024-01-30T08:49:44.331Z",
                  "products": [
                    {
                      "externalReferenceId": null,
                      "productId": "15116720197"
                    }
                  ],
                  "eventType": "inventory.fulfiller_managed_updated",
                  "partNumber": "CCC",
                  "fulfiller": "DR globalTech",
                  "allowBackOrder": false,
                  "inventoryManagement": "Fulfiller Managed"
                },
                "previousAttributes": {
                  "quantity": 0
                }
              },
              "liveMode": false,
              "createdTime": "2024-01-30T14:49:45.55875Z"
            }
            """),
    SampleEvent(
        platform: .digitalRiver,
        body: """
            {
              "id": "daee8406-0d87-4c42-aced-18c6fa74584d",
              "type": "inventory.self_managed_updated",
              "data": {
                "object": {
                  "quantity": 1,
                  "timestamp": "2024-02-06T03:07:00.384Z",
                  "products": [
                    {
                      "externalReferenceId": null,
                      "productId": "15116720197"
                    }
                  ],
                  "eventType": "inventory.self_managed_updated",
                  "partNumber": "CCC",
                  "fulfiller": "DR globalTech",
                  "allowBackOrder": false,
                  "inventoryManagement": "Self Managed"
                },
                "previousAttributes": {
                  "quantity": 0
                }
              },
              "liveMode": false,
              "createdTime": "2024-02-06T09:07:01.726302Z"
            }
            """),
    SampleEvent(
        platform: .enad,
        body: """
            {
              "event_type": "variant_stock.updated",
              "payload": {
                "inventory_id": "INV-123",
                "product_parent_id": "123e4567-e89b-12d3-a456-426614174000",
                "product_variant_id": "123e4567-e89b-12d3-a456-426614174001",
                "product_variant_number": "VAR-123",
                "quantity": 100,
                "inventory_date": "2024-02-12T12:00:00Z",
                "update_source": "manual",
                "available_online": true,
                "stock_updated": true
              }
            }
            """),
    SampleEvent(
        platform: .enad,
        body: """
            {
              "event_type": "variant_stock.deleted",
              "payload": {
                "inventory_id": "INV-123",
                "product_parent_id": "123e4567-e89b-12d3-a456-426614174000",
                "product_variant_id": "123e4567-e89b-12d3-a456-426614174001",
                "product_variant_number": "VAR-123"
              }
            }
            """),
    SampleEvent(
        platform: .enad,
        body: """
            {
              "event_type": "variant_stock_delta.updated",
              "payload": {
                "inventory_id": "INV-123",
                "product_variant_number": "VAR-123",
                "quantity": 5,
                "available_online": true
              }
            }
            """),
    SampleEvent(
        platform: .bigcommerce,
        body: """
            {
              "producer": "stores/{store_hash}",
              "hash": "996ea203c939d05ca667a515ef2f029976d6df80",
              "created_at": 1682624640,
              "store_id": "1234567890",
              "scope": "store/channel/*/inventory/product/stock_changed",
              "data": {
                "variant_id": 127,
                "product_id": 113,
                "location_id": 2
              }
            }
            """),
    SampleEvent(
        platform: .bigcommerce,
        body: """
            {
              "producer": "stores/{store_hash}",
              "hash": "87aa34a23b02026eb3c0db7f4be8673ba8228fa1",
              "created_at": 1682624640,
              "store_id": "1234567890",
              "scope": "store/channel/*/inventory/product/low_stock_reached",
              "data": {
                "variant_id": 127,
                "product_id": 113,
                "location_id": 2
              }
            }
            """),
    SampleEvent(
        platform: .bigcommerce,
        body: """
            {
              "producer": "stores/{store_hash}",
              "hash": "1278307a71e180b6da1949cd205c7b1e086b43c5",
              "created_at": 1682624640,
              "store_id": "1234567890",
              "scope": "store/channel/*/inventory/product/out_of_stock_reached",
              "data": {
                "variant_id": 127,
                "product_id": 113,
                "location_id": 2
              }
            }
            """),
    SampleEvent(
        platform: .bigcommerce,
        body: """
            {
              "producer": "stores/{store_hash}",
              "hash": "c9cad78bec07af2001d33619e09fa79d50f3ead4",
              "created_at": 1682624640,
              "store_id": "1234567890",
              "scope": "store/channel/*/inventory/product/settings_changed",
              "data": {
                "variant_id": 127,
                "product_id": 113,
                "location_id": 2
              }
            }
            """),
    SampleEvent(
        platform: .bigcommerce,
        body: """
            {
              "producer": "stores/{store_hash}",
              "hash": "f23133c2b4caa5a8763b678fed2e3b643348599d",
              "created_at": 1682627509,
              "store_id": "1234567890",
              "scope": "store/inventory/location/created",
              "data": {
                "location_id": 2
              }
            }
            """),
    SampleEvent(
        platform: .bigcommerce,
        body: """
            {
              "producer": "stores/{store_hash}",
              "hash": "8a6a0bbea6b10f1770a6a116fd50b617907cf070",
              "created_at": 1682627509,
              "store_id": "1234567890",
              "scope": "store/inventory/location/updated",
              "data": {
                "location_id": 2
              }
            }
            """),
]
