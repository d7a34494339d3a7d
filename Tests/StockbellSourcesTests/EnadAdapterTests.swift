import FoundationEssentials
import StockbellCore
import Testing

@Suite struct EnadAdapterTests {
    private let settings = source(.enad, isUnsigned: true)

    @Test func updatedIsALevel() throws {
        let event = try #require(decode(Samples.Enad.updated, as: settings).event)
        #expect(event.kind == .level)
        #expect(event.type == "variant_stock.updated")
        #expect(event.quantity == 100)
        #expect(event.previous == nil)
        #expect(event.occurredAt == time(1_707_739_200))
        #expect(event.subject.item == Item(id: "VAR-123", sku: "VAR-123", parent: "123e4567-e89b-12d3-a456-426614174000"))
        #expect(event.subject.place == Place(id: "INV-123"))
        #expect(event.subject.facts == StockFacts(sellable: true, updateSource: "manual"))
        #expect(!event.subject.isTest)
        #expect(event.dedupeKey?.strength == .fingerprint)
        #expect(event.note == nil)
    }

    @Test func theFingerprintIsOfTheRawBytes() throws {
        let key = try #require(decode(Samples.Enad.updated, as: settings).event?.dedupeKey)
        #expect(decode(Samples.Enad.updated, as: settings).event?.dedupeKey == key)
        #expect(decode(Samples.Enad.updated + " ", as: settings).event?.dedupeKey != key)
    }

    @Test func aRequestThatDidNotTouchTheStockIsIgnoredWithANote() throws {
        let body = Samples.Enad.updated.replacing("\"stock_updated\": true", with: "\"stock_updated\": false")
        let event = try #require(decode(body, as: settings).event)
        #expect(event.kind == .ignored)
        #expect(event.note == "stock_updated is false: the request did not touch the stock")
    }

    @Test func aNameWithANULIsQuarantined() {
        let body = Samples.Enad.updated.replacing("VAR-123", with: "VAR\\u0000123")
        #expect(decode(body, as: settings).quarantine?.contains("NUL") == true)
    }

    @Test func deletedIsARemovalAndNoZero() throws {
        let event = try #require(decode(Samples.Enad.deleted, as: settings).event)
        #expect(event.kind == .removed)
        #expect(event.quantity == nil)
        #expect(event.occurredAt == nil)
        #expect(event.subject.place == Place(id: "INV-123"))
        #expect(event.dedupeKey?.strength == .fingerprint)
    }

    @Test(
        arguments: [
            (Samples.Enad.delta, SourceSettings.Delta.auto, StockEvent.Kind.delta, nil, 5, false),
            (Samples.Enad.delta, .change, .delta, nil, 5, false),
            (Samples.Enad.delta, .total, .level, 5, nil, true),
            (Samples.Enad.deltaWithTotal, .auto, .level, 105, 5, true),
            (Samples.Enad.deltaWithTotal, .change, .delta, nil, 105, false),
            (Samples.Enad.deltaWithTotal, .total, .level, 105, 5, true),
        ] as [(String, SourceSettings.Delta, StockEvent.Kind, Decimal?, Decimal?, Bool)])
    func bothContractsOfADelta(
        body: String, setting: SourceSettings.Delta, kind: StockEvent.Kind, quantity: Decimal?, delta: Decimal?, hasKey: Bool
    ) throws {
        let event = try #require(decode(body, as: source(.enad, isUnsigned: true, delta: setting)).event)
        #expect(event.kind == kind)
        #expect(event.quantity == quantity)
        #expect(event.delta == delta)
        #expect(event.occurredAt == nil)
        #expect((event.dedupeKey != nil) == hasKey)
        #expect(event.subject.facts.sellable == true)
    }

    @Test(
        arguments: [
            (#"{"event_type":"variant_stock.updated"}"#, "payload is missing"),
            (#"{"event_type":"variant_stock.updated","payload":{"quantity":5}}"#, "payload.product_variant_number is missing"),
            (#"{"event_type":"variant_stock.updated","payload":{"product_variant_number":"A"}}"#, "payload.quantity is missing"),
            (#"{"event_type":"variant_stock_delta.updated","payload":{"product_variant_number":"A","delta":1}}"#, "payload.quantity is missing"),
            (
                #"{"event_type":"variant_stock.updated","payload":{"product_variant_number":"A","quantity":5,"available_online":"maybe"}}"#,
                "payload.available_online is neither true nor false"
            ),
            (#"{"event_type":"variant_stock.updated","payload":7}"#, "payload has the wrong shape"),
        ] as [(String, String)])
    func aFragmentIsQuarantinedWithTheKeyItLacks(body: String, reason: String) {
        #expect(
            decode(body, as: settings)
                == .quarantined(type: body.contains("delta.") ? "variant_stock_delta.updated" : "variant_stock.updated", reason: reason))
    }

    @Test func anotherEventOfThePlatformIsIgnored() {
        #expect(
            decode(#"{"event_type":"order.created","payload":{}}"#, as: settings)
                == .ignored(type: "order.created", reason: "Enad tells no stock with it"))
    }

    @Test func aTimeWithoutAZoneIsUTC() throws {
        let body = Samples.Enad.updated.replacing("2024-02-12T12:00:00Z", with: "2024-02-12 12:00:00")
        #expect(try #require(decode(body, as: settings).event).occurredAt == time(1_707_739_200))
    }
}
