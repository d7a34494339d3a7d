import FoundationEssentials
import StockbellCore
import StockbellSources
import Testing

@Suite struct StandardWebhooksAdapterTests {
    private let settings = source(.standardWebhooks, secrets: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])

    /// The specification's own vector.
    private let published = request(
        #"{"test": 2432232314}"#,
        headers: [
            ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"), ("webhook-timestamp", "1614265330"),
            ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
        ])

    @Test func thePublishedVectorIsGenuine() {
        #expect(verify(published, as: settings, now: time(1_614_265_330)).isGenuine)
        #expect(verify(published, as: settings, now: time(1_614_265_630)).isGenuine)
        #expect(!verify(published, as: settings, now: time(1_614_265_631)).isGenuine)
        let rotated = source(.standardWebhooks, secrets: ["whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])
        #expect(verify(published, as: rotated, now: time(1_614_265_330)).isGenuine)
        let wrong = source(.standardWebhooks, secrets: ["whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"])
        #expect(!verify(published, as: wrong, now: time(1_614_265_330)).isGenuine)
        #expect(!verify(request(#"{"test": 2432232314}"#), as: settings, now: time(1_614_265_330)).isGenuine)
    }

    @Test func aChangeIsALevelWithAllThatItTells() throws {
        let event = try #require(decode(Samples.StandardWebhooks.changed, as: settings, headers: [("webhook-id", "m1")]).event)
        #expect(event.kind == .level && event.type == "stock.changed")
        #expect(event.quantity == 2 && event.previous == 5 && event.sequence == 9_007_199_254_740_993)
        #expect(event.occurredAt.map { abs($0.timeIntervalSince1970 - 1_793_737_570.344522) < 0.000_01 } == true)
        #expect(event.subject.item == Item(id: "127", sku: "CAP-BLUE-01", name: "Cap, blue", parent: "113"))
        #expect(event.subject.place == Place(id: "ham", name: "Hamburg"))
        #expect(
            event.subject.facts
                == StockFacts(backorderAllowed: false, tracked: true, sellable: true, fulfiller: "DHL", updateSource: "recount"))
        #expect(!event.subject.isTest && event.dedupeKey?.strength == .providerID)
    }

    @Test func aListIsOneEventForEachChange() throws {
        guard case .events(let events) = decode(Samples.StandardWebhooks.several, as: settings, headers: [("webhook-id", "m1")]) else {
            Issue.record("no events")
            return
        }
        #expect(events.map(\.subject.item.id) == ["A", "B", "9007199254740993"])
        #expect(events.map(\.subject.item.sku) == ["A", "B", nil])
        #expect(events.map(\.quantity) == [0, Decimal(string: "1.25"), -3])
        #expect(events.map(\.subject.place?.id) == ["ham", nil, "7"])
        #expect(events.map(\.subject.isTest) == [false, true, false])
        #expect(events.map(\.occurredAt) == [time(1_793_737_570), time(1_793_737_570), time(1_793_733_971)])
        #expect(Set(events.compactMap(\.dedupeKey)).count == 3)
    }

    @Test func theIdOfTheDeliveryIsTheKeyAndWithoutOneTheBytes() throws {
        let first = try #require(decode(Samples.StandardWebhooks.changed, as: settings, headers: [("webhook-id", "m1")]).event?.dedupeKey)
        #expect(decode(Samples.StandardWebhooks.changed, as: settings, headers: [("Webhook-Id", "m1")]).event?.dedupeKey == first)
        #expect(decode(Samples.StandardWebhooks.changed, as: settings, headers: [("webhook-id", "m2")]).event?.dedupeKey != first)
        #expect(decode(Samples.StandardWebhooks.changed, as: settings).event?.dedupeKey?.strength == .fingerprint)
        let twice = #"{"type":"stock.changed","data":[{"item":"A","quantity":1},{"item":"A","quantity":1}]}"#
        guard case .events(let events) = decode(twice, as: settings) else { return #expect(Bool(false)) }
        #expect(events[0].dedupeKey != events[1].dedupeKey)
    }

    @Test(
        arguments: [
            (#""status":"out""#, .declaredOut, nil), (#""status":"low","quantity":3"#, .declaredLow, 3), (#""status":"ok""#, .declaredBack, nil),
            (#""status":"removed","quantity":0"#, .removed, nil), (#""quantity":0,"status":null"#, .level, 0),
        ] as [(String, StockEvent.Kind, Decimal?)])
    func aStatusIsAStatementWithOrWithoutANumber(said: String, kind: StockEvent.Kind, quantity: Decimal?) throws {
        let event = try #require(decode(#"{"type":"stock.changed","data":{"item":"A",\#(said)}}"#, as: settings).event)
        #expect(event.kind == kind && event.quantity == quantity)
    }

    /// Flat, as many a warehouse would write it by itself.
    @Test func otherNamesAreUnderstoodToo() throws {
        let body = """
            {"type":"inventory.level_changed","timestamp":"2026-11-03T20:26:10.344522Z",
             "data":{"sku":"CAP-BLUE-01","location":"warehouse-1","quantity":2,"previousQuantity":5,"threshold":3}}
            """
        let event = try #require(decode(body, as: settings).event)
        #expect(event.subject.item == Item(id: "CAP-BLUE-01", sku: "CAP-BLUE-01") && event.subject.place == Place(id: "warehouse-1"))
        #expect(event.kind == .level && event.quantity == 2 && event.previous == 5 && event.type == "inventory.level_changed")
    }

    @Test func oneSpoiltChangeTakesNothingFromTheOthers() throws {
        let body = #"{"type":"stock.changed","data":[{"item":"A","quantity":1},{"item":"B"},{"quantity":"10abc","item":"C"},7]}"#
        guard case .events(let events) = decode(body, as: settings) else { return #expect(Bool(false)) }
        #expect(events.map(\.kind) == [.level, .unreadable, .unreadable, .unreadable])
        #expect(events.map(\.note) == [nil, "data[1].quantity is missing", "data[2].quantity is no number", "data[3] has the wrong shape"])
    }

    @Test(
        arguments: [
            (#"{"type":"stock.changed"}"#, "data is missing"), (#"{"data":{}}"#, "type is missing"),
            (#"{"type":"stock.changed","data":{}}"#, "data.item and data.quantity are missing"),
            (#"{"type":"stock.changed","data":{"item":{},"quantity":1}}"#, "data.item.id is missing"),
            (#"{"type":"stock.changed","data":{"item":" ","quantity":1}}"#, "data.item.id is missing"),
            (#"{"type":"stock.changed","data":{"item":"A","quantity":null}}"#, "data.quantity is missing"),
            (
                #"{"type":"stock.changed","data":{"item":"A","status":"gone"}}"#,
                #"data.status is none of "out", "low", "ok" and "removed""#
            ),
            (#"{"type":"stock.changed","data":[{"item":"A"},{"item":"B"}]}"#, "data[0].quantity is missing; and 1 more"),
            (#"{"type":"stock.changed","data":{"item":"A","quantity":1,"previous":"x"}}"#, "data.previous is no number"),
            (
                #"{"type":"stock.changed","data":{"item":"A","quantity":1,"sequence":1.5}}"#,
                "data.sequence is neither text nor a whole number of up to 64 bits"
            ),
            (
                #"{"type":"stock.changed","timestamp":"yesterday","data":{"item":"A","quantity":1}}"#,
                "timestamp is no time of RFC 3339 such as 2024-01-30T14:49:45Z"
            ),
        ] as [(String, String)])
    func aFragmentIsQuarantinedWithTheKeyItLacks(body: String, reason: String) {
        #expect(decode(body, as: settings).quarantine == reason)
    }

    @Test func foreignEventsAndEmptyListsAreIgnored() {
        #expect(
            decode(Samples.StandardWebhooks.example, as: settings) == .ignored(type: "example.event", reason: "only stock.changed is about stock"))
        let proposed = #"{"type":"inventory.recounted","data":{"sku":"CAP-BLUE-01","quantity":2}}"#
        #expect(decode(proposed, as: settings) == .ignored(type: "inventory.recounted", reason: "only stock.changed is about stock"))
        #expect(decode(#"{"type":"stock.changed","data":[]}"#, as: settings) == .ignored(type: "stock.changed", reason: "it lists no change"))
    }
}
