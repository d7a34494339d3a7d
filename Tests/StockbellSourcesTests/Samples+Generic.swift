import StockbellCore

/// Bodies of the platforms that are no single vendor's.
extension Samples {
    enum StandardWebhooks {
        static let changed = """
            { "type": "stock.changed", "timestamp": "2026-11-03T20:26:10.344522Z",
              "data": { "item": { "id": "127", "sku": "CAP-BLUE-01", "name": "Cap, blue", "parent": "113" },
                        "place": { "id": "ham", "name": "Hamburg" }, "quantity": 2, "previous": 5, "sequence": 9007199254740993,
                        "facts": { "backorder": false, "tracked": true, "sellable": true, "fulfiller": "DHL" }, "reason": "recount", "isTest": false } }
            """
        static let several = """
            { "type": "com.example.stock.changed", "timestamp": "2026-11-03T20:26:10Z",
              "data": [ { "item": "A", "place": "ham", "quantity": 0 }, { "item": { "sku": "B" }, "quantity": "1.250", "isTest": true },
                        { "item": { "id": 9007199254740993 }, "place": 7, "quantity": -3, "timestamp": "2026-11-03T20:26:11+01:00" } ] }
            """
        /// The Standard Webhooks specification's own example.
        static let example = """
            { "type": "example.event", "timestamp": "2022-11-03T20:26:10.344522Z", "data": { "foo": "bar", "fizzbuzz": 2 } }
            """
    }

    enum Mapping {
        /// Every path, of a body that tells several events.
        static let mapping = mapping(
            events: "$.items[*]",
            [
                .item: "@.variant.id", .sku: "@.variant['article no']", .name: "@.variant.title", .parent: "@.product", .place: "$.warehouse",
                .placeName: "$.site[0].name", .quantity: "@.stock", .previous: "@.before", .id: "@.event", .occurredAt: "$.at",
                .sequence: "@.version",
                .isTest: "$.test",
            ],
            kinds: .init(
                path: path("@.kind"), values: ["set": .level, "moved": .change, "gone": .removed, "none": .out, "few": .low, "note": .ignored]))
        static let several = #"""
            { "warehouse": "HAM", "site": [{ "name": "Hamburg" }], "at": 1793737570344, "test": false, "items": [
              { "kind": "set", "event": "e1", "variant": { "id": 9007199254740993, "article no": "CAP-1", "title": "Cap" }, "product": "P",
                "stock": "2.50", "before": 5, "version": 12 },
              { "kind": "moved", "event": "e2", "variant": { "id": "B" }, "stock": -3 },
              { "kind": "gone", "variant": { "id": "C" } }, { "kind": "none", "variant": { "id": "D" } }, { "kind": "few", "variant": { "id": "E" }, "stock": 1 },
              { "kind": "note", "variant": { "id": "F" } } ] }
            """#

        static func mapping(
            events: String? = nil, _ paths: [StockMapping.Field: String], kinds: StockMapping.Kinds? = nil, form: StockMapping.Signature.Form = .hex
        ) -> StockMapping {
            StockMapping(
                events: events.map(path), paths: paths.mapValues(path), kinds: kinds, signature: .init(header: "x-signature", form: form))
        }

        /// The root, where the text is no path.
        static func path(_ text: String) -> JSONPath {
            if let path = try? JSONPath(text) { return path }
            return (try? JSONPath("$")) ?? path("$")
        }
    }
}

extension Samples {
    enum CloudEvents {
        static let changed = event(
            #""time": "2026-11-03T20:26:10Z", "sequence": "7", "sequencetype": "Integer", "data": { "item": "CAP-1", "place": "ham", "quantity": 0 }"#
        )
        /// A foreign event whose data is no base64, as the specification prints it; one of ours; one in base64; one that is spoilt.
        static let batch = """
            [ { "specversion": "1.0", "type": "com.example.someevent", "source": "/mycontext/4", "id": "B234-1234-1234",
                "time": "2018-04-05T17:31:00Z", "comexampleextension1": "value", "comexampleothervalue": 5,
                "datacontenttype": "application/vnd.apache.thrift.binary", "data_base64": "... base64 encoded string ..." },
              \(changed),
              \(event(#""data_base64": "eyJpdGVtIjoiQiIsInF1YW50aXR5IjoxLjV9""#)),
              \(event(#""data_base64": "... base64 encoded string ...""#)) ]
            """
        /// The specification's own example of structured mode.
        static let foreign = """
            { "specversion": "1.0", "type": "com.example.someevent", "source": "/mycontext", "subject": null, "id": "C234-1234-1234",
              "time": "2018-04-05T17:31:00Z", "comexampleextension1": "value", "comexampleothervalue": 5, "datacontenttype": "application/json",
              "data": { "appinfoA": "abc", "appinfoB": 123, "appinfoC": true } }
            """
        /// The batch as the specification prints it.
        static let foreignBatch = """
            [ { "specversion": "1.0", "type": "com.example.someevent", "source": "/mycontext/4", "id": "B234-1234-1234",
                "datacontenttype": "application/vnd.apache.thrift.binary", "data_base64": "... base64 encoded string ..." },
              { "specversion": "1.0", "type": "com.example.someotherevent", "source": "/mycontext/9", "id": "C234-1234-1234",
                "datacontenttype": "application/json", "data": { "appinfoA": "abc" } } ]
            """

        static func event(_ rest: String) -> String {
            #"{ "specversion": "1.0", "type": "com.acme.stock.changed", "source": "/wms", "id": "1", \#(rest) }"#
        }
    }

    enum Commercetools {
        static let quantitySet = message(
            "InventoryEntryQuantitySet", sequence: 12,
            #""oldQuantityOnStock": 4, "newQuantityOnStock": 1, "oldAvailableQuantity": 4, "newAvailableQuantity": 0, "#)
        static let outOfStock = message("InventoryEntryOutOfStock", sequence: 13)
        static let safetyStock = message("InventoryEntrySafetyStock", sequence: 14, #""quantityOnStock": 2, "#)
        static let reorderPoint = message("InventoryEntryReorderPoint", sequence: 15, #""quantityOnStock": 10, "#)
        static let deleted = message("InventoryEntryDeleted", sequence: 17)
        static let created = envelope(
            sequence: 1,
            """
            "type": "InventoryEntryCreated", "inventoryEntry": { "id": "aea4caed-accf-4667-adfe-be08ba6fdf91", "sku": "sku_1",
              "supplyChannel": { "typeId": "channel", "id": "1c6d4b5e" }, "quantityOnStock": 7, "availableQuantity": 5 }
            """)
        static let leftOut = envelope(
            sequence: 16, #""payloadNotIncluded": { "reason": "Payload too large.", "payloadType": "InventoryEntryCreated" }"#)
        static let cloudEvent = """
            { "id": "5d2f1c9e-3a54-4d43-9a51-0f0c7a1d2e33", "source": "/my-project/inventory", "specversion": "1.0",
              "type": "com.commercetools.inventory-entry.message.InventoryEntryOutOfStock", "subject": "aea4caed-accf-4667-adfe-be08ba6fdf91",
              "time": "2026-08-21T12:05:48.000Z", "dataref": "/my-project/messages/5d2f1c9e-3a54-4d43-9a51-0f0c7a1d2e33",
              "sequence": "13", "sequencetype": "Integer", "data": \(outOfStock) }
            """
        /// A part of the API reference's own example, a product's event.
        static let productPublished = """
            { "id": "81ee6da8-5bc2-471b-9159-89bac735a45d", "source": "/<project_key>/products", "specversion": "1.0",
              "type": "com.commercetools.product.message.ProductPublished", "time": "2022-06-17T08:41:58.066Z", "sequence": "2",
              "sequencetype": "Integer", "data": { "notificationType": "Message", "projectKey": "<project-key>",
              "id": "81ee6da8-5bc2-471b-9159-89bac735a45d", "version": 1, "sequenceNumber": 2, "type": "ProductPublished" } }
            """

        static func message(_ type: String, sequence: Int, _ rest: String = "") -> String {
            envelope(
                sequence: sequence,
                """
                "type": "\(type)", \(rest)"sku": "sku_1", "supplyChannel": { "typeId": "channel", "id": "1c6d4b5e" }
                """)
        }

        private static func envelope(sequence: Int, _ rest: String) -> String {
            """
            { "notificationType": "Message", "projectKey": "my-project", "id": "5d2f1c9e-3a54-4d43-9a51-0f0c7a1d2e33", "version": 1,
              "sequenceNumber": \(sequence), "resource": { "typeId": "inventory-entry", "id": "aea4caed-accf-4667-adfe-be08ba6fdf91" },
              "resourceVersion": 6, \(rest), "createdAt": "2026-08-21T12:05:48.000Z", "lastModifiedAt": "2026-08-21T12:05:48.000Z" }
            """
        }
    }
}
