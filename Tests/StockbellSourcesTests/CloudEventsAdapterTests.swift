import FoundationEssentials
import StockbellCore
import StockbellSources
import Testing

@Suite struct CloudEventsAdapterTests {
    private let settings = source(.cloudEvents, isUnsigned: true)
    private static let structured = [("Content-Type", "application/cloudevents+json; charset=UTF-8")]
    private static let batch = [("content-type", "application/cloudevents-batch+json")]

    @Test(arguments: [structured, [("content-type", "application/json")], []])
    func aStructuredEventIsALevel(headers: [(String, String)]) throws {
        let event = try #require(decode(Samples.CloudEvents.changed, as: settings, headers: headers).event)
        #expect(event.kind == .level && event.type == "com.acme.stock.changed" && event.quantity == 0 && event.sequence == 7)
        #expect(event.subject.item == Item(id: "CAP-1", sku: "CAP-1") && event.subject.place == Place(id: "ham"))
        #expect(event.occurredAt == time(1_793_737_570) && event.dedupeKey?.strength == .providerID)
    }

    @Test func binaryModeSaysTheSame() throws {
        let headers = [
            ("CE-SpecVersion", "1.0"), ("ce-type", "com.acme.stock.changed"), ("ce-source", "/wms"), ("ce-id", "1"),
            ("ce-time", "2026-11-03T20:26:10Z"), ("ce-sequence", "7"), ("content-type", "application/json"),
        ]
        let event = try #require(decode(#"{ "item": "CAP-1", "place": "ham", "quantity": 0 }"#, as: settings, headers: headers).event)
        #expect(event == decode(Samples.CloudEvents.changed, as: settings).event)
    }

    @Test(
        arguments: [
            ("/wms", "/wms"), ("\"/wms\"", "/wms"), ("%2Fwms", "/wms"), ("\"a\\\"b\"", "a\"b"), ("Euro%20%E2%82%AC", "Euro \u{20AC}"),
            ("100%", "100%"),
            ("%25%32%30", "%20"),
        ])
    func headersAreUnquotedAndDecodedOnce(value: String, text: String) throws {
        let headers = [("ce-specversion", "1.0"), ("ce-type", "stock.changed"), ("ce-source", value), ("ce-id", "1")]
        let key = try #require(decode(#"{"item":"A","quantity":1}"#, as: settings, headers: headers).event?.dedupeKey)
        let quoted = text.replacing("\"", with: "\\\"")
        let plain = #"{"specversion":"1.0","type":"stock.changed","source":"\#(quoted)","id":"1","data":{"item":"A","quantity":1}}"#
        #expect(decode(plain, as: settings).event?.dedupeKey == key)
    }

    @Test func ofABatchEachElementIsReadByItself() throws {
        guard case .events(let events) = decode(Samples.CloudEvents.batch, as: settings, headers: Self.batch) else { return #expect(Bool(false)) }
        #expect(events.map(\.kind) == [.level, .level, .unreadable])
        #expect(events.map(\.quantity) == [0, Decimal(string: "1.5"), nil])
        #expect(events[2].note == "[3].data_base64 is no base64")
    }

    @Test func foreignEventsAndEmptyBatchesAreIgnored() {
        let reason = "only stock.changed is about stock"
        let type = "com.example.someevent"
        #expect(decode(Samples.CloudEvents.foreign, as: settings, headers: Self.structured) == .ignored(type: type, reason: reason))
        #expect(decode(Samples.CloudEvents.foreignBatch, as: settings, headers: Self.batch) == .ignored(type: type, reason: reason))
        #expect(decode("[]", as: settings, headers: Self.batch) == .ignored(type: "CloudEvents batch", reason: "it holds no event"))
        let proposed = #"{"specversion":"1.0","type":"inventory.recounted","source":"/s","id":"1","data":{"sku":"A","quantity":0}}"#
        #expect(decode(proposed, as: settings) == .ignored(type: "inventory.recounted", reason: reason))
    }

    @Test(
        arguments: [
            (#"{"specversion":"1.0"}"#, "type is missing"), (#"{"type":"stock.changed"}"#, "specversion, id and source are missing"),
            (#"{"type":"stock.changed","specversion":"0.3","id":"1","source":"s"}"#, "specversion is not 1.0"),
            (Samples.CloudEvents.event(#""data": null"#), "data is missing"),
            (Samples.CloudEvents.event(#""data": {}, "data_base64": "e30=""#), "both data and data_base64 are there"),
            (Samples.CloudEvents.event(#""data": {"item":"A"}"#), "data.quantity is missing"),
            (Samples.CloudEvents.event(#""time": "now", "data": {}"#), "time is no time of RFC 3339 such as 2024-01-30T14:49:45Z"),
            (Samples.CloudEvents.event(#""data": "text""#), "data has the wrong shape"),
        ] as [(String, String)])
    func aFragmentIsQuarantinedWithTheKeyItLacks(body: String, reason: String) {
        #expect(decode(body, as: settings).quarantine == reason)
    }

    @Test(
        arguments: [
            ("application/cloudevents+json", true), ("application/cloudevents-batch+json", true), ("application/json; charset=utf-8", true),
            ("APPLICATION/CLOUDEVENTS+JSON", true), ("application/cloudevents+avro", false), ("application/cloudevents+xml", false),
            ("text/plain", false), ("application/x-www-form-urlencoded", false),
        ])
    func anotherFormatIsNotSupported(type: String, isSupported: Bool) {
        let verification = verify(request("{}", headers: [("content-type", type)]), as: settings)
        #expect(verification.isGenuine == isSupported)
        if !isSupported { #expect(verification == .unsupported(reason: "its content type is neither JSON nor CloudEvents in JSON")) }
        // Whoever is not genuine learns nothing of formats.
        let closed = source(.cloudEvents, headers: ["authorization": "Bearer t"])
        #expect(verify(request("{}", headers: [("content-type", type)]), as: closed).reason == "header authorization is missing")
        let open = request("{}", headers: [("content-type", type), ("Authorization", "Bearer t")])
        #expect(verify(open, as: closed).isGenuine == isSupported)
    }

    @Test(arguments: [Platform.cloudEvents, .commercetools])
    func aSenderThatAsksMaySend(platform: Platform) {
        let adapter = SourceAdapters.adapter(for: source(platform, isUnsigned: true), zones: SummerTime())
        let asked = request("", headers: [("WebHook-Request-Origin", "eventgrid.azure.net"), ("WebHook-Request-Rate", "120")])
        #expect(
            adapter.handshake(asked) == [
                .init(name: "Allow", value: "POST"), .init(name: "WebHook-Allowed-Origin", value: "eventgrid.azure.net"),
                .init(name: "WebHook-Allowed-Rate", value: "*"),
            ])
        #expect(adapter.handshake(request("")) == nil)
        #expect(SourceAdapters.adapter(for: source(.enad, isUnsigned: true), zones: SummerTime()).handshake(asked) == nil)
    }

    @Test func theAttributesOfBinaryModeAreKept() {
        let headers = SourceAdapters.adapter(for: settings, zones: SummerTime()).tellingHeaders
        #expect(Set(["ce-id", "ce-source", "ce-type", "ce-specversion", "ce-time"]).isSubset(of: headers))
    }
}
