import StockbellCore
import Testing

/// Why there is none, as far as each platform's payload says it.
@Suite struct StockReasonTests {
    private static let byHand = Samples.DigitalRiver.selfManagedUpdated.replacing("\"quantity\": 1", with: "\"quantity\": 0")
    private static let byFulfiller = Samples.DigitalRiver.fulfillerManagedUpdated.replacing("\"quantity\": 1", with: "\"quantity\": 0")
    private static let byMan = Samples.Enad.updated.replacing("\"quantity\": 100", with: "\"quantity\": 0")

    @Test(
        arguments: [
            (.digitalRiver, Samples.DigitalRiver.outOfStock, "sold-out"), (.digitalRiver, byHand, "error-correction?"),
            (.digitalRiver, byFulfiller, "synchronisation?"), (.digitalRiver, Samples.DigitalRiver.selfManagedUpdated, nil),
            (.enad, byMan, "error-correction?"), (.enad, byMan.replacing("manual", with: "system"), "synchronisation?"),
            (.enad, byMan.replacing("manual", with: "batch"), nil), (.enad, Samples.Enad.updated, nil),
            (.bigcommerce, Samples.BigCommerce.outOfStockReached, "sold-out"), (.bigcommerce, Samples.BigCommerce.lowStockReached, nil),
            (.bigcommerce, Samples.BigCommerce.stockChanged, nil),
        ] as [(Platform, String, String?)])
    func isToldOfAZeroOnly(platform: Platform, body: String, reason: String?) throws {
        let event = try #require(decode(body, as: source(platform, isUnsigned: true)).event)
        #expect(event.subject.facts.reason?.rawValue == reason)
    }

    @Test(
        arguments: [("recount", 0, "count-reset"), ("recount", 3, nil), ("sync?", -1, "synchronisation?"), ("why not", 0, nil)]
            as [(String, Int, String?)])
    func isBelievedOfTheShopsOwnProgram(word: String, quantity: Int, reason: String?) throws {
        let body = #"{"type":"stock.changed","data":{"item":"A","quantity":\#(quantity),"reason":"\#(word)"}}"#
        let event = try #require(decode(body, as: source(.standardWebhooks, isUnsigned: true)).event)
        #expect(event.subject.facts.reason?.rawValue == reason)
        #expect(event.subject.facts.updateSource == word)
    }

    @Test func isMappedLikeAnyOtherWord() throws {
        var settings = source(.mapping, isUnsigned: true)
        settings.mapping = StockMapping(paths: [.item: try JSONPath("$.i"), .quantity: try JSONPath("$.q"), .reason: try JSONPath("$.why")])
        #expect(decode(#"{"i":"1","q":0,"why":"discontinued"}"#, as: settings).event?.subject.facts.reason == StockReason(.seasonal))
        #expect(decode(#"{"i":"1","q":2,"why":"discontinued"}"#, as: settings).event?.subject.facts.reason == nil)
    }
}
