import FoundationEssentials
import StockbellCore
import Testing

@Suite struct DigitalRiverAdapterTests {
    private let settings = source(.digitalRiver, isUnsigned: true)

    @Test func outOfStockIsADeclarationWithItsNumber() throws {
        let event = try #require(decode(Samples.DigitalRiver.outOfStock, as: settings).event)
        #expect(event.kind == .declaredOut)
        #expect(event.type == "inventory.out_of_stock")
        #expect(event.quantity == 0)
        #expect(event.previous == 1)
        #expect(event.delta == nil)
        #expect(event.subject.item == Item(id: "CCC", sku: "CCC"))
        #expect(event.subject.place == Place(id: "DR globalTech", name: "DR globalTech"))
        #expect(event.subject.source == "shop")
        #expect(event.subject.platform == .digitalRiver)
        #expect(
            event.subject.facts
                == StockFacts(
                    backorderAllowed: false, fulfiller: "DR globalTech", reason: StockReason(.soldOut), productIDs: ["15116720197"]))
    }

    @Test(
        arguments: [
            (Samples.DigitalRiver.selfManagedUpdated, "inventory.self_managed_updated", 1_707_210_421.726302),
            (Samples.DigitalRiver.fulfillerManagedUpdated, "inventory.fulfiller_managed_updated", 1_706_626_185.55875),
        ] as [(String, String, Double)])
    func anUpdateIsALevelFromItsPreviousOne(body: String, type: String, created: Double) throws {
        let event = try #require(decode(body, as: settings).event)
        #expect(event.kind == .level)
        #expect(event.type == type)
        #expect(event.quantity == 1)
        #expect(event.previous == 0)
        #expect(abs(try #require(event.occurredAt).timeIntervalSince1970 - created) < 0.000_01)
    }

    @Test func theTimeIsCreatedTimeAndNotTheTimestampThatIsNoUTC() throws {
        let event = try #require(decode(Samples.DigitalRiver.outOfStock, as: settings).event)
        #expect(abs(try #require(event.occurredAt).timeIntervalSince1970 - 1_706_626_185.55875) < 0.000_01)
    }

    @Test(
        arguments: [("\"liveMode\": false", true), ("\"liveMode\": true", false), ("\"liveMode\": null", false), ("\"x\": 1", false)]
            as [(String, Bool)])
    func anythingButLiveModeFalseIsLive(mode: String, isTest: Bool) throws {
        let body = Samples.DigitalRiver.outOfStock.replacing("\"liveMode\": false", with: mode)
        #expect(try #require(decode(body, as: settings).event).subject.isTest == isTest)
    }

    @Test func oneIdWithTwoTypesIsTwoEvents() throws {
        let out = try #require(decode(Samples.DigitalRiver.outOfStock, as: settings).event?.dedupeKey)
        let updated = try #require(decode(Samples.DigitalRiver.fulfillerManagedUpdated, as: settings).event?.dedupeKey)
        #expect(out != updated)
        #expect(out.strength == .providerID)
        #expect(out.digest.count == 16)
        #expect(decode(Samples.DigitalRiver.outOfStock.replacing("\n", with: " "), as: settings).event?.dedupeKey == out)
    }

    @Test func severalProductsAreFactsOfOneItem() throws {
        let body = Samples.DigitalRiver.outOfStock.replacing(
            "\"productId\": \"15116720197\"\n", with: "\"productId\": \"15116720197\"}, null, {\"productId\": 271878346596884015\n")
        let event = try #require(decode(body, as: settings).event)
        #expect(event.subject.facts.productIDs == ["15116720197", "271878346596884015"])
    }

    @Test func noFulfillerIsNoPlaceAndNoPreviousIsNotZero() throws {
        let body = #"{"id":"1","type":"inventory.self_managed_updated","data":{"object":{"quantity":"-2.50","partNumber":7}}}"#
        let event = try #require(decode(body, as: settings).event)
        #expect(event.subject.place == nil)
        #expect(event.previous == nil)
        #expect(event.occurredAt == nil)
        #expect(event.quantity == Decimal(string: "-2.5"))
        #expect(event.subject.item.id == "7")
    }

    @Test(
        arguments: [
            // The fragment that the platform's own page prints.
            (
                #"{"type":"inventory.self_managed_updated","data":{"object":{"fulfiller":"DR globalTech","allowBackOrder":false}}}"#,
                "id, data.object.quantity and data.object.partNumber are missing"
            ),
            (#"{"id":"1","type":"inventory.out_of_stock","data":{"object":{"partNumber":"CCC"}}}"#, "data.object.quantity is missing"),
            (
                #"{"id":"1","type":"inventory.out_of_stock","data":{"object":{"partNumber":"CCC","quantity":null}}}"#,
                "data.object.quantity is missing"
            ),
            (#"{"id":"","type":"inventory.out_of_stock","data":{"object":{"partNumber":"CCC","quantity":0}}}"#, "id is missing"),
            (#"{"id":"1","type":"inventory.out_of_stock"}"#, "data.object.quantity and data.object.partNumber are missing"),
            (
                #"{"id":"1","type":"inventory.out_of_stock","data":{"object":{"partNumber":"CCC","quantity":"10abc"}}}"#,
                "data.object.quantity is no number"
            ),
            (
                #"{"id":"1","type":"inventory.out_of_stock","data":{"object":{"partNumber":"CCC","quantity":{}}}}"#,
                "data.object.quantity is no number"
            ),
            (#"{"id":"1","type":"inventory.out_of_stock","data":[]}"#, "data has the wrong shape"),
            (
                #"{"id":"1","type":"inventory.out_of_stock","data":{"object":{"partNumber":"CCC","quantity":0,"products":[{"productId":[]}]}}}"#,
                "data.object.products[0].productId is neither text nor a whole number of up to 64 bits"
            ),
            (
                #"{"id":"1","type":"inventory.out_of_stock","createdTime":"yesterday","data":{"object":{"partNumber":"CCC","quantity":0}}}"#,
                "createdTime is no time of RFC 3339 such as 2024-01-30T14:49:45Z"
            ),
        ] as [(String, String)])
    func aFragmentIsQuarantinedWithTheKeyItLacks(body: String, reason: String) {
        guard case .quarantined(let type, let told) = decode(body, as: settings) else {
            Issue.record("not quarantined")
            return
        }
        #expect(type?.hasPrefix("inventory.") == true)
        #expect(told == reason)
    }

    @Test func anotherEventOfThePlatformIsIgnored() {
        #expect(
            decode(#"{"id":"1","type":"order.created","data":5}"#, as: settings)
                == .ignored(type: "order.created", reason: "Digital River tells no stock with it"))
    }
}
