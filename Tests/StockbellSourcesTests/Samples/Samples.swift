/// Request bodies as the platforms' own pages print them, or made from their field tables where the page prints none.
enum Samples {
    enum DigitalRiver {
        static let fulfillerManagedUpdated = """
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
            """
        static let outOfStock = """
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
            """
        static let selfManagedUpdated = """
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
            """
    }

    enum Enad {
        static let deleted = """
            {
              "event_type": "variant_stock.deleted",
              "payload": {
                "inventory_id": "INV-123",
                "product_parent_id": "123e4567-e89b-12d3-a456-426614174000",
                "product_variant_id": "123e4567-e89b-12d3-a456-426614174001",
                "product_variant_number": "VAR-123"
              }
            }
            """
        static let updated = """
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
            """
        static let delta = """
            {
              "event_type": "variant_stock_delta.updated",
              "payload": {
                "inventory_id": "INV-123",
                "product_variant_number": "VAR-123",
                "quantity": 5,
                "available_online": true
              }
            }
            """
        static let deltaWithTotal = """
            {
              "event_type": "variant_stock_delta.updated",
              "payload": {
                "inventory_id": "INV-123",
                "product_variant_number": "VAR-123",
                "quantity": 105,
                "delta": 5,
                "available_online": true
              }
            }
            """
    }

    enum BigCommerce {
        static let lowStockReached = """
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
            """
        static let outOfStockReached = """
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
            """
        static let settingsChanged = """
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
            """
        static let stockChanged = """
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
            """
        static let inventoryLocationCreated = """
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
            """
        static let inventoryLocationMetafieldCreated = """
            {
              "scope": "store/inventory/location/metafield/created",
              "store_id": "1001197568",
              "data": {
                "metafield_id": 10,
                "resource_id": "1"
              },
              "hash": "e0c298b8097a6a2f39d17e593a9b360f5b2fef7d",
              "created_at": 1683303055,
              "producer": "stores/{store_hash}"
            }
            """
        static let inventoryLocationUpdated = """
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
            """
        static let productInventoryOrderUpdated = """
            {
              "scope": "store/product/inventory/order/updated",
              "store_id": "1025646",
              "data": {
                "type": "product",
                "id": 167,
                "inventory": {
                  "product_id": 167,
                  "method": "absolute",
                  "value": 100000000
                }
              },
              "hash": "cba9eef399fbd6d384489bca6cacad24794b1086",
              "created_at": 1561478843,
              "producer": "stores/{store_hash}"
            }
            """
        static let productInventoryUpdated = """
            {
              "scope": "store/product/inventory/updated",
              "store_id": "1025646",
              "data": {
                "type": "product",
                "id": 167,
                "inventory": {
                  "product_id": 167,
                  "method": "absolute",
                  "value": 100000000
                }
              },
              "hash": "cba9eef399fbd6d384489bca6cacad24794b1086",
              "created_at": 1561478843,
              "producer": "stores/{store_hash}"
            }
            """
        static let skuInventoryOrderUpdated = """
            {
              "scope": "store/sku/inventory/order/updated",
              "store_id": "1025646",
              "data": {
                "type": "sku",
                "id": 461,
                "inventory": {
                  "product_id": 206,
                  "method": "absolute",
                  "value": 5,
                  "variant_id": 509
                }
              },
              "hash": "116ddb29d7bc1b2322cc1a4dc295221ee3637d4b",
              "created_at": 1561480673,
              "producer": "stores/{store_hash}"
            }
            """
        static let skuInventoryUpdated = """
            {
              "scope": "store/sku/inventory/updated",
              "store_id": "1025646",
              "data": {
                "type": "sku",
                "id": 461,
                "inventory": {
                  "product_id": 206,
                  "method": "absolute",
                  "value": 5,
                  "variant_id": 509
                }
              },
              "hash": "116ddb29d7bc1b2322cc1a4dc295221ee3637d4b",
              "created_at": 1561480673,
              "producer": "stores/{store_hash}"
            }
            """
    }
}
