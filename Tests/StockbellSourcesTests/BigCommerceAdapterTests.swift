import FoundationEssentials
import StockbellCore
import Testing

@Suite struct BigCommerceAdapterTests {
    private let settings = source(.bigcommerce, isUnsigned: true)

    @Test(
        arguments: [
            (Samples.BigCommerce.outOfStockReached, StockEvent.Kind.declaredOut, nil),
            (Samples.BigCommerce.lowStockReached, .declaredLow, nil),
            (Samples.BigCommerce.stockChanged, .touched, "needs the API token"),
            (Samples.BigCommerce.settingsChanged, .touched, "needs the API token"),
        ] as [(String, StockEvent.Kind, String?)])
    func aScopeOfAVariantAtALocation(body: String, kind: StockEvent.Kind, note: String?) throws {
        let event = try #require(decode(body, as: settings).event)
        #expect(event.kind == kind)
        #expect(event.note == note)
        #expect(event.type.hasPrefix("store/channel/*/inventory/product/"))
        #expect(event.quantity == nil)
        #expect(event.subject.item == Item(id: "127", parent: "113"))
        #expect(event.subject.place == Place(id: "2"))
        #expect(event.occurredAt == time(1_682_624_640))
        #expect(event.dedupeKey?.strength == .providerID)
    }

    @Test(
        arguments: [
            (Samples.BigCommerce.productInventoryUpdated, "product:167", "167"),
            (Samples.BigCommerce.productInventoryOrderUpdated, "product:167", "167"),
            (Samples.BigCommerce.skuInventoryUpdated, "509", "206"),
            (Samples.BigCommerce.skuInventoryOrderUpdated, "509", "206"),
        ] as [(String, String, String)])
    func aScopeOverAllLocationsIsTouchedAndItsValueIsNoLevel(body: String, item: String, parent: String) throws {
        let event = try #require(decode(body, as: settings).event)
        #expect(event.kind == .touched)
        #expect(event.note == "needs the API token")
        #expect(event.quantity == nil)
        #expect(event.delta == nil)
        #expect(event.subject.item == Item(id: item, parent: parent))
        #expect(event.subject.place == nil)
    }

    @Test(
        arguments: [
            (Samples.BigCommerce.inventoryLocationCreated, "store/inventory/location/created"),
            (Samples.BigCommerce.inventoryLocationUpdated, "store/inventory/location/updated"),
            (Samples.BigCommerce.inventoryLocationMetafieldCreated, "store/inventory/location/metafield/created"),
        ] as [(String, String)])
    func aScopeOfALocationIsIgnored(body: String, scope: String) {
        #expect(decode(body, as: settings) == .ignored(type: scope, reason: "it is about a location, and has no stock in it"))
    }

    @Test(
        arguments: [
            ("store/channel/1/inventory/product/stock_changed", true), ("store/channel/1024/inventory/product/stock_changed", true),
            ("store/channel//inventory/product/stock_changed", false), ("store/channel/x/inventory/product/stock_changed", false),
            ("store/channel/*/inventory/product/other", false), ("store/channel/*/inventory/product/stock_changed/", false),
            ("store/order/created", false), ("store/inventory/location/metafield", false),
        ] as [(String, Bool)])
    func theChannelIsAStarOrANumber(scope: String, isStock: Bool) {
        let decoded = decode(Samples.BigCommerce.stockChanged.replacing("store/channel/*/inventory/product/stock_changed", with: scope), as: settings)
        #expect((decoded.event != nil) == isStock)
        if !isStock { #expect(decoded == .ignored(type: scope, reason: "BigCommerce tells no stock with it")) }
    }

    @Test func createdAtMayBeAbsent() throws {
        let body = Samples.BigCommerce.outOfStockReached.replacing("\"created_at\": 1682624640,", with: "")
        let event = try #require(decode(body, as: settings).event)
        #expect(event.occurredAt == nil)
        // By hash alone every stock-out of the variant might be one event.
        #expect(event.dedupeKey?.strength == .fingerprint)
    }

    @Test func withoutAVariantTheProductStandsForIt() throws {
        let body = Samples.BigCommerce.outOfStockReached.replacing("\"variant_id\": 127,", with: "\"variant_id\": null,")
        #expect(try #require(decode(body, as: settings).event).subject.item == Item(id: "product:113", parent: "113"))
    }

    @Test func anEventIsKnownByProducerScopeHashAndTime() throws {
        let key = try #require(decode(Samples.BigCommerce.outOfStockReached, as: settings).event?.dedupeKey)
        let other: [(String, String)] = [
            ("stores/{store_hash}", "stores/abc"), ("out_of_stock_reached", "low_stock_reached"), ("1278307a", "1278307b"),
            ("1682624640", "1682624641"),
        ]
        for (old, new) in other {
            #expect(decode(Samples.BigCommerce.outOfStockReached.replacing(old, with: new), as: settings).event?.dedupeKey != key, "\(old)")
        }
        #expect(decode(Samples.BigCommerce.outOfStockReached.replacing("\n", with: " "), as: settings).event?.dedupeKey == key)
    }

    @Test func theSignedIdComesBeforeTheBody() throws {
        let signed = source(.bigcommerce, secrets: ["s"])
        let body = Samples.BigCommerce.outOfStockReached
        let first = try #require(decode(body, as: signed, headers: [("Webhook-Id", "a")]).event?.dedupeKey)
        #expect(decode(body, as: signed, headers: [("webhook-id", "b")]).event?.dedupeKey != first)
        #expect(decode(Samples.BigCommerce.stockChanged, as: signed, headers: [("webhook-id", "a")]).event?.dedupeKey == first)
        // Nobody has vouched for the header of a source without a secret.
        #expect(
            decode(body, as: settings, headers: [("webhook-id", "a")]).event?.dedupeKey
                == decode(body, as: settings, headers: [("webhook-id", "b")]).event?.dedupeKey)
    }

    @Test(
        arguments: [
            ("\"data\": {", "\"other\": {", "data is missing"),
            ("\"location_id\": 2", "\"x\": 2", "data.location_id is missing"),
            ("\"variant_id\": 127", "\"variant_id\": \"abc\"", "data.variant_id is no whole number"),
            ("\"variant_id\": 127", "\"variant_id\": 1.5", "data.variant_id is neither text nor a whole number of up to 64 bits"),
            ("1682624640", "1682624640123", "created_at is no time in Unix seconds"),
            ("1682624640", "-1", "created_at is no time in Unix seconds"),
            ("\"variant_id\": 127,\n    \"product_id\": 113,", "", "data.variant_id and data.product_id are missing"),
        ] as [(String, String, String)])
    func aFragmentIsQuarantinedWithTheKeyItLacks(old: String, new: String, reason: String) {
        let body = Samples.BigCommerce.outOfStockReached
        #expect(body.contains(old))
        #expect(decode(body.replacing(old, with: new), as: settings).quarantine == reason)
    }

    @Test func idsBeyondADoubleSurvive() throws {
        let body = Samples.BigCommerce.outOfStockReached.replacing("127", with: "271878346596884015")
        #expect(try #require(decode(body, as: settings).event).subject.item.id == "271878346596884015")
    }
}
