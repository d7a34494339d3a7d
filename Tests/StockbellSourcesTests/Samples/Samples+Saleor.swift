extension Samples {
    enum Saleor {
        static let outOfStock = #"""
            {
              "issuedAt": "2026-06-30T09:36:48.123456+00:00",
              "version": "3.23.0",
              "productVariant": {
                "id": "UHJvZHVjdFZhcmlhbnQ6Mzg0",
                "sku": "223434",
                "name": "M",
                "trackInventory": true,
                "product": {
                  "id": "UHJvZHVjdDoxNTI=",
                  "name": "Monospace Tee"
                },
                "stocks": [
                  {
                    "id": "U3RvY2s6NTQx",
                    "quantity": 5,
                    "quantityAllocated": 5,
                    "warehouse": {
                      "id": "V2FyZWhvdXNlOjdiMWExZjVlLTZlMGYtNGI1Yi05YTUzLTdhMWQzYjBhMmMxMQ==",
                      "slug": "europe"
                    }
                  }
                ]
              },
              "warehouse": {
                "id": "V2FyZWhvdXNlOjdiMWExZjVlLTZlMGYtNGI1Yi05YTUzLTdhMWQzYjBhMmMxMQ==",
                "slug": "europe"
              }
            }
            """#
        static let bareOutOfStock = #"""
            {
              "productVariant": {
                "id": "UHJvZHVjdFZhcmlhbnQ6Mzg0"
              }
            }
            """#
        static let bareStockUpdated = #"""
            {
              "productVariant": {
                "id": "UHJvZHVjdFZhcmlhbnQ6Mzg0"
              },
              "warehouse": {
                "id": "V2FyZWhvdXNlOjdiMWExZjVlLTZlMGYtNGI1Yi05YTUzLTdhMWQzYjBhMmMxMQ=="
              }
            }
            """#
    }
}
