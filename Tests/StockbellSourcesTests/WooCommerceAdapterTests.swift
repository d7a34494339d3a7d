import FoundationEssentials
import StockbellCore
import StockbellSources
import Testing

@Suite struct WooCommerceAdapterTests {
    private let settings = source(.woocommerce, isUnsigned: true)

    private func decode(_ body: String, topic: String = "product.updated") -> Decoded {
        StockbellSourcesTests.decode(body, as: settings, headers: [("x-wc-webhook-topic", topic)])
    }

    /// A body with just these keys beside the id.
    private func event(_ keys: String, topic: String = "product.updated") throws -> StockEvent {
        try #require(decode("{\"id\":794,\(keys)}", topic: topic).event)
    }

    @Test(arguments: ["product.created", "product.updated", "product.restored"])
    func aCountedProductIsALevel(topic: String) throws {
        let event = try #require(decode(Samples.WooCommerce.outOfStock, topic: topic).event)
        #expect(event.kind == .level)
        #expect(event.type == topic)
        #expect(event.quantity == 0)
        #expect(event.subject.platform == .woocommerce)
        #expect(event.subject.item == Item(id: "794", sku: "CAP-BLUE-01", name: "Premium Quality"))
        #expect(event.subject.place == nil)
        #expect(event.subject.facts == StockFacts(backorderAllowed: false, tracked: true, sellable: false))
        #expect(event.occurredAt == time(1_714_653_000), "date_modified_gmt is UTC, though it does not say so")
        #expect(event.dedupeKey?.strength == .fingerprint)
    }

    @Test func aProductThatNobodyCountsHasAStatus() throws {
        let event = try #require(decode(Samples.WooCommerce.updated).event)
        #expect(event.kind == .declaredBack)
        #expect(event.quantity == nil)
        #expect(event.subject.item == Item(id: "794", name: "Premium Quality"), "an empty sku is none")
        #expect(event.subject.facts == StockFacts(backorderAllowed: false, tracked: false, sellable: true))
        #expect(event.occurredAt == time(1_490_299_274))
    }

    @Test func deletedIsARemovalAndNoZero() throws {
        let event = try #require(decode(Samples.WooCommerce.deleted, topic: "product.deleted").event)
        #expect(event.kind == .removed)
        #expect(event.quantity == nil)
        #expect(event.subject.item == Item(id: "794"))
        #expect(event.subject.facts == StockFacts())
    }

    @Test(
        arguments: [
            (#""manage_stock":true,"stock_quantity":-2,"stock_status":"onbackorder","backorders":"notify""#, StockEvent.Kind.level, -2, true, true),
            (#""manage_stock":true,"stock_quantity":2.5,"stock_status":"instock","backorders":"no""#, .level, 2.5, true, false),
            (#""manage_stock":true,"stock_quantity":"7","stock_status":"instock""#, .level, 7, true, nil),
            // The shop calls it gone at three: its number is still three.
            (#""manage_stock":true,"stock_quantity":3,"stock_status":"outofstock""#, .level, 3, true, nil),
            (#""manage_stock":true,"stock_quantity":null,"stock_status":"outofstock""#, .declaredOut, nil, true, nil),
            (#""manage_stock":false,"stock_quantity":null,"stock_status":"outofstock""#, .declaredOut, nil, false, nil),
            (#""manage_stock":false,"stock_quantity":5,"stock_status":"instock""#, .declaredBack, nil, false, nil),
            (#""manage_stock":false,"stock_status":"onbackorder","backorders":"no""#, .declaredOut, nil, false, true),
            (#""manage_stock":"parent","parent_id":12,"stock_quantity":5,"stock_status":"instock""#, .ignored, nil, true, nil),
            (#""manage_stock":false,"type":"variable","stock_status":"outofstock""#, .ignored, nil, false, nil),
            (#""manage_stock":false,"type":"grouped","stock_status":"outofstock""#, .ignored, nil, false, nil),
            (#""manage_stock":true,"type":"variable","stock_quantity":4,"stock_status":"instock""#, .level, 4, true, nil),
            (#""manage_stock":false,"stock_status":"discontinued""#, .ignored, nil, false, nil),
        ] as [(String, StockEvent.Kind, Decimal?, Bool?, Bool?)])
    func whoCountsAndWhatTheStatusSays(keys: String, kind: StockEvent.Kind, quantity: Decimal?, tracked: Bool?, backorder: Bool?) throws {
        let event = try event(keys)
        #expect(event.kind == kind)
        #expect(event.quantity == quantity)
        #expect(event.subject.facts.tracked == tracked)
        #expect(event.subject.facts.backorderAllowed == backorder)
        #expect((event.note != nil) == (kind == .ignored))
    }

    @Test func aVariationBelongsToItsProduct() throws {
        let keys = #""type":"variation","parent_id":9007199254740993,"manage_stock":true,"stock_quantity":1"#
        #expect(try event(keys).subject.item == Item(id: "794", parent: "9007199254740993"))
        #expect(try event(#""parent_id":0,"manage_stock":true,"stock_quantity":1"#).subject.item.parent == nil)
        let note = try event(#""parent_id":12,"manage_stock":"parent""#).note
        #expect(note == "its stock is its product's, which tells it by itself")
    }

    /// Any edit of a product posts it; the delivery's id is another at each attempt.
    @Test func theSameStockOfOneMomentIsOneEvent() throws {
        let body = Samples.WooCommerce.outOfStock
        let key = try #require(decode(body).event?.dedupeKey)
        #expect(decode(body.replacing("\"rating_count\": 0", with: "\"rating_count\": 1")).event?.dedupeKey == key)
        let others = [
            ("12:30:00", "12:30:01"), ("\"stock_quantity\": 0", "\"stock_quantity\": 1"), ("\"outofstock\"", "\"instock\""),
            ("\"id\": 794,", "\"id\": 795,"),
        ]
        for (old, new) in others { #expect(decode(body.replacing(old, with: new)).event?.dedupeKey != key) }
    }

    @Test(
        arguments: [
            (#"{}"#, "id is missing"), (#"{"id":794}"#, "manage_stock is missing"), (#"{"id":794,"manage_stock":false}"#, "stock_status is missing"),
            (#"{"id":794,"manage_stock":"maybe"}"#, "manage_stock is neither true nor false"),
            (#"{"id":794,"manage_stock":true,"stock_quantity":"many"}"#, "stock_quantity is no number"),
            (#"{"id":"SKU-1","manage_stock":true,"stock_quantity":1}"#, "id is no whole number"),
            ("webhook_id=12", "the body is no valid JSON"),
        ] as [(String, String)])
    func aFragmentIsQuarantinedWithTheKeyItLacks(body: String, reason: String) {
        #expect(decode(body) == .quarantined(type: "product.updated", reason: reason))
    }

    @Test(arguments: ["order.created", "coupon.updated", "customer.deleted", "action.woocommerce_low_stock", "product.imported"])
    func anotherTopicIsIgnored(topic: String) {
        #expect(decode(Samples.WooCommerce.outOfStock, topic: topic) == .ignored(type: topic, reason: "WooCommerce tells no stock with it"))
    }

    @Test func withoutATopicNothingIsGuessed() {
        let decoded = StockbellSourcesTests.decode(Samples.WooCommerce.outOfStock, as: settings)
        #expect(decoded == .quarantined(type: nil, reason: "header X-WC-Webhook-Topic is missing"))
    }

    // MARK: The ping

    /// It bears no proof of any kind, and WooCommerce does not save a webhook whose ping is not answered 200.
    @Test func thePingIsTakenAndIgnored() {
        for settings in [settings, source(.woocommerce, secrets: ["s"]), source(.woocommerce, headers: ["x-api-key": "k"])] {
            let ping = request(Samples.WooCommerce.ping, headers: [("content-type", "application/x-www-form-urlencoded")])
            #expect(verify(ping, as: settings).isGenuine)
            #expect(
                SourceAdapters.adapter(for: settings, zones: SummerTime()).decode(ping)
                    == .ignored(type: "ping", reason: "WooCommerce asks whether anybody answers"))
        }
    }

    @Test(
        arguments: [
            "webhook_id=", "webhook_id=x", "webhook_id=12&a=b", "webhook_id=12 ", " webhook_id=12", "webhook_id=-1",
            "webhook_id=123456789012345678901",
            "webhook_id=12\n", "WEBHOOK_ID=12", "webhook_id=12{\"id\":794}", "", "{}",
        ])
    func nothingElsePassesForAPing(body: String) {
        #expect(!verify(request(body), as: source(.woocommerce, secrets: ["s"])).isGenuine)
    }

    @Test func aPingWithATopicIsNone() {
        let body = request(Samples.WooCommerce.ping, headers: [("X-WC-Webhook-Topic", "product.updated")])
        #expect(!verify(body, as: source(.woocommerce, secrets: ["s"])).isGenuine)
    }

    @Test(arguments: Platform.allCases.filter { $0 != .woocommerce })
    func noOtherPlatformHasOne(platform: Platform) {
        #expect(!verify(request(Samples.WooCommerce.ping), as: source(platform, secrets: ["s"])).isGenuine)
    }
}
