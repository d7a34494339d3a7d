import FoundationEssentials
import StockbellCore
import Testing

@Suite struct SquareAdapterTests {
    private let settings = source(.square, isUnsigned: true)

    private func counts(_ counts: String, event: String = #""event_id":"e","#) -> String {
        #"{"type":"inventory.count.updated",\#(event)"created_at":"2019-10-29T18:38:45.455006797Z","data":{"object":{"inventory_counts":[\#(counts)]}}}"#
    }

    private func count(_ item: String, _ quantity: String, state: String = "IN_STOCK", more: String = "") -> String {
        #"{"catalog_object_id":"\#(item)","state":"\#(state)","location_id":"L1","quantity":\#(quantity)\#(more)}"#
    }

    @Test func aCountIsALevelOfAnItemAtALocation() throws {
        let event = try #require(decode(Samples.Square.countUpdated, as: settings).event)
        #expect(event.kind == .level)
        #expect(event.type == "inventory.count.updated")
        #expect(event.quantity == 10)
        #expect(event.subject.platform == .square)
        #expect(event.subject.item == Item(id: "FGQ5JJWT2PYTHF35CKZ2DSKP"))
        #expect(event.subject.place == Place(id: "YYQR03DGCTXA4"))
        #expect(event.occurredAt == time(1_572_374_325.10296), "when it was counted, not when it was told")
        #expect(event.dedupeKey?.strength == .providerID)
        #expect(!event.subject.isTest)
    }

    @Test(arguments: [("\"0\"", 0), ("\"-3\"", -3), ("\"10.12345\"", Decimal(1_012_345) / 100_000), ("7", 7)] as [(String, Decimal)])
    func aQuantityIsExact(text: String, quantity: Decimal) throws {
        #expect(try #require(decode(counts(count("A", text)), as: settings).event).quantity == quantity)
    }

    @Test func oneBodyHoldsManyCounts() throws {
        let body = counts([count("A", "\"1\""), count("A", "\"9\"", state: "WASTE"), count("B", "\"0\"")].joined(separator: ","))
        guard case .events(let events) = decode(body, as: settings) else {
            Issue.record("no events")
            return
        }
        #expect(events.map(\.subject.item.id) == ["A", "A", "B"])
        #expect(events.map(\.kind) == [.level, .ignored, .level])
        #expect(events[1].note == "what is WASTE cannot be sold, and is no stock")
        #expect(Set(events.map(\.dedupeKey)).count == 3, "one event's counts are no repeats of each other")
        guard case .events(let again) = decode(body, as: settings) else { return }
        #expect(again.map(\.dedupeKey) == events.map(\.dedupeKey))
    }

    @Test(arguments: ["SOLD", "RESERVED_FOR_SALE", "SUPPORTED_BY_NEWER_VERSION", "A_STATE_OF_NEXT_YEAR", "in_stock"])
    func onlyWhatIsInStockIsStock(state: String) throws {
        #expect(try #require(decode(counts(count("A", "\"5\"", state: state)), as: settings).event).kind == .ignored)
    }

    @Test func theEventsTimeStandsInForTheCounts() throws {
        let event = try #require(decode(counts(count("A", "\"5\"")), as: settings).event)
        #expect(abs(try #require(event.occurredAt).timeIntervalSince1970 - 1_572_374_325.455006797) < 0.000001)
    }

    @Test func withoutAnIdTheBytesAreTheKey() throws {
        let key = try #require(decode(counts(count("A", "\"5\""), event: ""), as: settings).event?.dedupeKey)
        #expect(key.strength == .fingerprint)
        #expect(decode(counts(count("A", "\"6\""), event: ""), as: settings).event?.dedupeKey != key)
    }

    @Test func oneSpoiltCountTakesNothingFromTheOthers() {
        let body = counts([count("A", "\"1\""), count("B", "\"many\""), "7", count("C", "\"0\"")].joined(separator: ","))
        guard case .events(let events) = decode(body, as: settings) else { return #expect(Bool(false)) }
        #expect(events.map(\.kind) == [.level, .unreadable, .unreadable, .level])
        #expect(events[1].note == "data.object.inventory_counts[1].quantity is no number")
        #expect(events[3].dedupeKey != events[0].dedupeKey)
    }

    @Test(arguments: [("Sandbox", true), ("sandbox", true), ("Production", false)])
    func theSandboxIsATest(environment: String, isTest: Bool) throws {
        let decoded = decode(Samples.Square.countUpdated, as: settings, headers: [("Square-Environment", environment)])
        #expect(try #require(decoded.event).subject.isTest == isTest)
    }

    @Test(
        arguments: [
            (
                #"{"type":"inventory.count.updated","event_id":"e","data":{"type":"inventory_counts","id":"x","deleted":true}}"#,
                "what it is about was deleted"
            ),
            (#"{"type":"inventory.count.updated","data":{"object":{"inventory_counts":[]}}}"#, "it holds no count"),
            (#"{"type":"catalog.version.updated","data":{}}"#, "Square tells no stock with it"),
        ] as [(String, String)])
    func whatHoldsNoCountIsIgnored(body: String, reason: String) {
        guard case .ignored(_, let why) = decode(body, as: settings) else {
            Issue.record("not ignored")
            return
        }
        #expect(why.hasPrefix(reason))
    }

    @Test(
        arguments: [
            (#"{"type":"inventory.count.updated"}"#, "data is missing"),
            (#"{"type":"inventory.count.updated","data":{"object":{}}}"#, "data.object.inventory_counts is missing"),
            (
                #"{"type":"inventory.count.updated","data":{"object":{"inventory_counts":[{"state":"IN_STOCK"}]}}}"#,
                "data.object.inventory_counts[0].catalog_object_id is missing"
            ),
            (
                #"{"type":"inventory.count.updated","data":{"object":{"inventory_counts":[{"catalog_object_id":"A"}]}}}"#,
                "data.object.inventory_counts[0].state is missing"
            ),
            (
                #"{"type":"inventory.count.updated","data":{"object":{"inventory_counts":[{"catalog_object_id":"A","state":"IN_STOCK"}]}}}"#,
                "data.object.inventory_counts[0].quantity is missing"
            ),
            (
                #"{"type":"inventory.count.updated","data":{"object":{"inventory_counts":[7]}}}"#,
                "data.object.inventory_counts[0] has the wrong shape"
            ),
        ] as [(String, String)])
    func aFragmentIsQuarantinedWithTheKeyItLacks(body: String, reason: String) {
        #expect(decode(body, as: settings) == .quarantined(type: "inventory.count.updated", reason: reason))
    }

    @Test func withoutATypeItIsNothing() {
        #expect(decode("{}", as: settings) == .quarantined(type: nil, reason: "type is missing"))
    }
}
