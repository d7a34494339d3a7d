import FoundationEssentials
import StockbellCore
import Testing

@Suite struct ShopifyAdapterTests {
    private let settings = source(.shopify, isUnsigned: true)

    private func decode(_ body: String, topic: String = "inventory_levels/update", _ headers: [(String, String)] = []) -> Decoded {
        StockbellSourcesTests.decode(body, as: settings, headers: [("x-shopify-topic", topic)] + headers)
    }

    @Test func updateIsALevelOfAnItemAtALocation() throws {
        let event = try #require(decode(Samples.Shopify.updated).event)
        #expect(event.kind == .level)
        #expect(event.type == "inventory_levels/update")
        #expect(event.quantity == 10)
        #expect(event.previous == nil)
        #expect(event.subject.platform == .shopify)
        #expect(event.subject.item == Item(id: "271878346596884015"), "above 2^53, to the last digit")
        #expect(event.subject.place == Place(id: "24826418"))
        #expect(event.subject.facts == StockFacts(tracked: true))
        #expect(event.occurredAt == nil)
        #expect(!event.subject.isTest)
    }

    @Test func disconnectIsARemovalAndNoZero() throws {
        let event = try #require(decode(Samples.Shopify.disconnected, topic: "inventory_levels/disconnect").event)
        #expect(event.kind == .removed)
        #expect(event.quantity == nil)
        #expect(event.subject.item.id == "271878346596884015")
        #expect(event.subject.place == Place(id: "24826418"))
    }

    @Test(
        arguments: [
            ("0", StockEvent.Kind.level, 0, true), ("-3", .level, -3, true), ("2.5", .level, 2.5, true), ("\"7\"", .level, 7, true),
            ("null", .removed, nil, false),
        ] as [(String, StockEvent.Kind, Decimal?, Bool?)])
    func whatIsAvailable(available: String, kind: StockEvent.Kind, quantity: Decimal?, tracked: Bool?) throws {
        let body = Samples.Shopify.updated.replacing("\"available\": 10", with: "\"available\": \(available)")
        for topic in ["inventory_levels/update", "inventory_levels/connect"] {
            let event = try #require(decode(body, topic: topic).event)
            #expect(event.kind == kind)
            #expect(event.quantity == quantity)
            #expect(event.subject.facts.tracked == tracked)
        }
    }

    @Test func aConnectionWithoutANumberIsIgnored() throws {
        let event = try #require(decode(Samples.Shopify.disconnected, topic: "inventory_levels/connect").event)
        #expect(event.kind == .ignored)
        #expect(event.note == "the item is kept at this location from now on; how many is not told")
    }

    @Test func aLevelInAWrapperIsTheSame() throws {
        let event = try #require(decode(#"{"inventory_level":\#(Samples.Shopify.updated)}"#).event)
        #expect(event.quantity == 10)
        #expect(event.subject.item.id == "271878346596884015")
    }

    @Test(
        arguments: [
            (#"{}"#, "inventory_item_id and location_id are missing"), (#"{"inventory_item_id":1,"available":5}"#, "location_id is missing"),
            (#"{"inventory_item_id":1,"location_id":2}"#, "available is missing"),
            (#"{"inventory_item_id":1.5,"location_id":2,"available":1}"#, "inventory_item_id is neither text nor a whole number of up to 64 bits"),
            (#"{"inventory_item_id":1,"location_id":2,"available":"10abc"}"#, "available is no number"),
            (#"[]"#, "the body has the wrong shape"), ("webhook_id=12", "the body is no valid JSON"),
        ] as [(String, String)])
    func aFragmentIsQuarantinedWithTheKeyItLacks(body: String, reason: String) {
        #expect(decode(body) == .quarantined(type: "inventory_levels/update", reason: reason))
    }

    @Test(arguments: ["inventory_items/update", "products/update", "orders/create", "variants/out_of_stock", "app/uninstalled", "shop/redact"])
    func anotherTopicIsIgnored(topic: String) {
        #expect(decode(Samples.Shopify.updated, topic: topic) == .ignored(type: topic, reason: "Shopify tells no stock at a place with it"))
    }

    @Test func withoutATopicNothingIsGuessed() {
        let reason = "header X-Shopify-Topic is missing"
        #expect(StockbellSourcesTests.decode(Samples.Shopify.updated, as: settings) == .quarantined(type: nil, reason: reason))
        #expect(decode(Samples.Shopify.updated, topic: " ") == .quarantined(type: nil, reason: reason))
        #expect(decode(Samples.Shopify.updated, topic: String(repeating: "x", count: 201)).quarantine?.contains("longer than 200 bytes") == true)
    }

    @Test func theHeadersTimeCountsFinerThanTheBodys() throws {
        let body = Samples.Shopify.updated.replacing("\"available\"", with: "\"updated_at\": \"2026-08-14T12:48:36-04:00\", \"available\"")
        let triggered = [("X-Shopify-Triggered-At", "2026-08-14T16:48:36.123456789Z")]
        #expect(try #require(decode(body).event).occurredAt == time(1_786_726_116))
        let told = try #require(decode(body, triggered).event?.occurredAt)
        #expect(abs(told.timeIntervalSince1970 - 1_786_726_116.123456789) < 0.000001)
        #expect(try #require(decode(body, [("X-Shopify-Triggered-At", "soon")]).event).occurredAt == time(1_786_726_116))
        #expect(decode(body.replacing("-04:00", with: "")).event?.occurredAt == time(1_786_711_716), "without a zone it is UTC")
    }

    private func decode(_ body: String, _ headers: [(String, String)]) -> Decoded { decode(body, topic: "inventory_levels/update", headers) }

    /// One bulk edit has one event id for all its levels.
    @Test func aDeliveryIsKnownByItsOwnId() throws {
        func key(_ webhook: String?, event: String = "e", body: String = Samples.Shopify.updated) throws -> DedupeKey {
            let headers = webhook.map { [("X-Shopify-Webhook-Id", $0)] } ?? []
            return try #require(decode(body, headers + [("X-Shopify-Event-Id", event)]).event?.dedupeKey)
        }
        #expect(try key("a") == key("a", event: "f"))
        #expect(try key("a") != key("b"))
        #expect(try key("a").strength == .providerID)
        #expect(try key(nil).strength == .fingerprint)
        #expect(try key(nil) == key(""))
        #expect(try key(nil) != key(nil, body: Samples.Shopify.updated + " "))
    }

    @Test(arguments: [("true", true), ("True", true), ("false", false), ("", false)])
    func aTestNotificationIsATest(value: String, isTest: Bool) throws {
        #expect(try #require(decode(Samples.Shopify.updated, [("X-Shopify-Test", value)]).event).subject.isTest == isTest)
    }
}
