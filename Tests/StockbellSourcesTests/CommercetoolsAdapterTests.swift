import FoundationEssentials
import StockbellCore
import StockbellSources
import Testing

@Suite struct CommercetoolsAdapterTests {
    private let settings = source(.commercetools, isUnsigned: true)

    @Test(
        arguments: [
            (Samples.Commercetools.quantitySet, "InventoryEntryQuantitySet", .level, 0, 4, 12),
            (Samples.Commercetools.outOfStock, "InventoryEntryOutOfStock", .declaredOut, 0, nil, 13),
            (Samples.Commercetools.safetyStock, "InventoryEntrySafetyStock", .declaredLow, 2, nil, 14),
            (Samples.Commercetools.reorderPoint, "InventoryEntryReorderPoint", .declaredLow, 10, nil, 15),
            (Samples.Commercetools.created, "InventoryEntryCreated", .level, 5, nil, 1),
            (Samples.Commercetools.deleted, "InventoryEntryDeleted", .removed, nil, nil, 17),
            (Samples.Commercetools.cloudEvent, "InventoryEntryOutOfStock", .declaredOut, 0, nil, 13),
        ] as [(String, String, StockEvent.Kind, Decimal?, Decimal?, Int64)])
    func everyMessageOfAnEntryTellsItsFacts(
        body: String, type: String, kind: StockEvent.Kind, quantity: Decimal?, previous: Decimal?, sequence: Int64
    ) throws {
        let event = try #require(decode(body, as: settings).event)
        #expect(event.type == type && event.kind == kind && event.quantity == quantity && event.previous == previous && event.sequence == sequence)
        #expect(event.subject.item == Item(id: "sku_1", sku: "sku_1") && event.subject.place == Place(id: "1c6d4b5e"))
        #expect(event.occurredAt == time(1_787_313_948) && event.dedupeKey?.strength == .providerID)
    }

    @Test func bothFormsOfAMessageAreOne() throws {
        let plain = try #require(decode(Samples.Commercetools.outOfStock, as: settings).event)
        #expect(decode(Samples.Commercetools.cloudEvent, as: settings).event == plain)
        let headers = [
            ("ce-specversion", "1.0"), ("ce-type", "com.commercetools.inventory-entry.message.InventoryEntryOutOfStock"),
            ("ce-source", "/p/inventory"),
            ("ce-id", "5d2f1c9e-3a54-4d43-9a51-0f0c7a1d2e33"),
        ]
        #expect(decode(Samples.Commercetools.outOfStock, as: settings, headers: headers).event == plain)
        #expect(decode("[\(Samples.Commercetools.cloudEvent)]", as: settings).event == plain)
    }

    @Test func aMessageThatWasTooLargeWaitsForAReading() throws {
        let event = try #require(decode(Samples.Commercetools.leftOut, as: settings).event)
        #expect(event.kind == .touched && event.type == "InventoryEntryCreated" && event.quantity == nil && event.sequence == 16)
        #expect(event.subject.item == Item(id: "entry:aea4caed-accf-4667-adfe-be08ba6fdf91"))
    }

    @Test func whatCannotBeSoldDoesNotCount() throws {
        let body = Samples.Commercetools.message("InventoryEntryQuantitySet", sequence: 1, #""oldQuantityOnStock": 9, "newQuantityOnStock": 8, "#)
        let event = try #require(decode(body, as: settings).event)
        #expect(event.quantity == 8 && event.previous == 9)
        let negative = Samples.Commercetools.quantitySet.replacing(#""newAvailableQuantity": 0"#, with: #""newAvailableQuantity": -9007199254740993"#)
        #expect(decode(negative, as: settings).event?.quantity == -9_007_199_254_740_993)
    }

    @Test(
        arguments: [
            (Samples.Commercetools.productPublished, "ProductPublished", "commercetools tells no stock with it"),
            (
                #"{"notificationType":"ResourceCreated","projectKey":"p","resource":{"typeId":"subscription","id":"1"},"version":1}"#,
                "ResourceCreated",
                "it says only that a resource changed; subscribe to messages of inventory-entry"
            ),
            ("[]", "commercetools batch", "it holds no message"),
        ])
    func foreignMessagesAreIgnored(body: String, type: String, reason: String) {
        #expect(decode(body, as: settings) == .ignored(type: type, reason: reason))
    }

    @Test(
        arguments: [
            ("{}", "notificationType is missing"), (#"{"notificationType":"Message"}"#, "type is missing"),
            (#"{"notificationType":"Message","type":"InventoryEntryOutOfStock"}"#, "id and sku are missing"),
            (Samples.Commercetools.message("InventoryEntryQuantitySet", sequence: 1), "newQuantityOnStock is missing"),
            (Samples.Commercetools.message("InventoryEntrySafetyStock", sequence: 1), "quantityOnStock is missing"),
            (#"{"specversion":"1.0","type":"x","id":"1","source":"s"}"#, "data is missing"),
        ])
    func aFragmentIsQuarantinedWithTheKeyItLacks(body: String, reason: String) {
        #expect(decode(body, as: settings).quarantine == reason)
    }
}
