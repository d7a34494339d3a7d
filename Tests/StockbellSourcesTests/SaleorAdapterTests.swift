import FoundationEssentials
import StockbellCore
import Testing

@Suite struct SaleorAdapterTests {
    private let settings = source(.saleor, isUnsigned: true)
    private let europe = Place(id: "V2FyZWhvdXNlOjdiMWExZjVlLTZlMGYtNGI1Yi05YTUzLTdhMWQzYjBhMmMxMQ==", name: "europe")

    private func decode(_ body: String, _ event: String = "product_variant_out_of_stock", domain: String = "acme.saleor.cloud") -> Decoded {
        StockbellSourcesTests.decode(body, as: settings, headers: [("saleor-event", event), ("saleor-domain", domain)])
    }

    /// What is promised to orders is not available: 5 lie there, and all are promised.
    @Test(
        arguments: [
            ("product_variant_out_of_stock", StockEvent.Kind.declaredOut), ("product_variant_back_in_stock", .declaredBack),
            ("product_variant_stock_updated", .level),
        ])
    func aSubscriptionThatAsksForStocksGivesANumber(type: String, kind: StockEvent.Kind) throws {
        let event = try #require(decode(Samples.Saleor.outOfStock, type).event)
        #expect(event.kind == kind)
        #expect(event.type == type)
        #expect(event.quantity == 0)
        #expect(event.subject.platform == .saleor)
        #expect(event.subject.item == Item(id: "UHJvZHVjdFZhcmlhbnQ6Mzg0", sku: "223434", name: "Monospace Tee, M", parent: "UHJvZHVjdDoxNTI="))
        #expect(event.subject.place == europe)
        #expect(event.subject.facts == StockFacts(tracked: true))
        #expect(abs(try #require(event.occurredAt).timeIntervalSince1970 - 1_782_812_208.123456) < 0.000001)
        #expect(event.dedupeKey?.strength == .fingerprint)
        #expect(event.note == nil)
    }

    @Test(
        arguments: [
            (Samples.Saleor.bareOutOfStock, "product_variant_out_of_stock", StockEvent.Kind.declaredOut, false),
            (Samples.Saleor.bareOutOfStock, "product_variant_back_in_stock", .declaredBack, false),
            (Samples.Saleor.bareStockUpdated, "product_variant_stock_updated", .touched, true),
            (Samples.Saleor.bareStockUpdated, "product_variant_out_of_stock", .declaredOut, true),
            // Of only one number no level can be made.
            (Samples.Saleor.outOfStock.replacing("\"quantityAllocated\": 5,", with: ""), "product_variant_stock_updated", .touched, true),
            (Samples.Saleor.outOfStock.replacing("\"quantity\": 5,", with: ""), "product_variant_out_of_stock", .declaredOut, true),
        ] as [(String, String, StockEvent.Kind, Bool)])
    func withoutBothNumbersThereIsNoLevel(body: String, type: String, kind: StockEvent.Kind, hasPlace: Bool) throws {
        let event = try #require(decode(body, type).event)
        #expect(event.kind == kind)
        #expect(event.quantity == nil)
        #expect(event.subject.item.id == "UHJvZHVjdFZhcmlhbnQ6Mzg0")
        #expect(event.subject.place?.id == (hasPlace ? europe.id : nil))
        #expect((event.note != nil) == (kind == .touched))
    }

    private func stocks(_ warehouse: String) -> String {
        #"{\#(warehouse)"productVariant":{"id":"V","stocks":[{"quantity":5,"quantityAllocated":7,"warehouse":{"id":"A"}},null,"#
            + #"{"quantity":3,"quantityAllocated":0,"warehouse":{"id":"B","name":"Berlin","slug":"b"}},{"quantity":3,"warehouse":{"id":"C"}}]}}"#
    }

    @Test func theWarehouseThatIsNamedIsMeant() throws {
        let event = try #require(decode(stocks(#""warehouse":{"id":"B","slug":"b"},"#), "product_variant_stock_updated").event)
        #expect(event.quantity == 3)
        #expect(event.subject.place == Place(id: "B", name: "b"))
        let other = try #require(decode(stocks(#""warehouse":{"id":"D"},"#), "product_variant_stock_updated").event)
        #expect(other.kind == .touched && other.subject.place == Place(id: "D"))
    }

    @Test func whereNoWarehouseIsNamedEachWithBothNumbersIs() {
        guard case .events(let events) = decode(stocks("")) else {
            Issue.record("no events")
            return
        }
        #expect(events.map(\.kind) == [.level, .level], "the number says whether it is out, warehouse by warehouse")
        #expect(events.map(\.quantity) == [-2, 3])
        #expect(events.map(\.subject.place) == [Place(id: "A"), Place(id: "B", name: "Berlin")])
    }

    @Test func aVariantOfItsProductsNameHasItOnce() throws {
        let body = #"{"productVariant":{"id":"V","name":"Mug","product":{"name":"Mug"}}}"#
        #expect(try #require(decode(body).event).subject.item.name == "Mug")
        #expect(try #require(decode(body.replacing(#","product":{"name":"Mug"}"#, with: "")).event).subject.item.name == "Mug")
    }

    /// There is no id: an event is another one where its bytes, its type or its shop are.
    @Test func theFingerprintIsOfBodyTypeAndShop() throws {
        func key(_ body: String, _ type: String = "product_variant_out_of_stock", domain: String = "a") throws -> DedupeKey {
            try #require(decode(body, type, domain: domain).event?.dedupeKey)
        }
        let body = Samples.Saleor.outOfStock
        #expect(try key(body) == key(body))
        #expect(try key(body) != key(body + " "))
        #expect(try key(body) != key(body, "product_variant_stock_updated"))
        #expect(try key(body) != key(body, domain: "b"))
    }

    @Test(
        arguments: [
            ("product_variant_out_of_stock_in_channel", "it is about a way of selling; the stock is told by warehouse"),
            ("product_variant_back_in_stock_for_click_and_collect", "it is about a way of selling; the stock is told by warehouse"),
            ("order_created", "Saleor tells no stock with it"), ("product_variant_updated", "Saleor tells no stock with it"),
        ])
    func anotherEventIsIgnored(type: String, reason: String) {
        #expect(decode(Samples.Saleor.outOfStock, type) == .ignored(type: type, reason: reason))
    }

    @Test(
        arguments: [
            ("{}", "productVariant.id is missing"), (#"{"productVariant":{"sku":"A"}}"#, "productVariant.id is missing"),
            (#"{"productVariant":7}"#, "productVariant has the wrong shape"),
            (#"{"productVariant":{"id":"V","stocks":[{"quantity":"many"}]}}"#, "productVariant.stocks[0].quantity is no number"),
            (#"{"issuedAt":"yesterday","productVariant":{"id":"V"}}"#, "issuedAt is no time of RFC 3339 such as 2024-01-30T14:49:45Z"),
        ])
    func aFragmentIsQuarantinedWithTheKeyItLacks(body: String, reason: String) {
        #expect(decode(body) == .quarantined(type: "product_variant_out_of_stock", reason: reason))
    }

    @Test func withoutATypeNothingIsGuessed() {
        #expect(
            StockbellSourcesTests.decode(Samples.Saleor.outOfStock, as: settings)
                == .quarantined(type: nil, reason: "header Saleor-Event is missing"))
    }
}
