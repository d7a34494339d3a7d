import FoundationEssentials
import StockbellCore
import StockbellSources
import Testing

@Suite struct MappingAdapterTests {
    private let plain = source(
        .mapping, isUnsigned: true,
        mapping: StockMapping(
            paths: [
                .item: Samples.Mapping.path("$.variant.sku"), .quantity: Samples.Mapping.path("$.stock.available"),
                .occurredAt: Samples.Mapping.path("$.time"), .id: Samples.Mapping.path("$.id"),
            ]))

    @Test func everyPathLeadsToItsField() throws {
        guard case .events(let events) = decode(Samples.Mapping.several, as: source(.mapping, isUnsigned: true)) else { return #expect(Bool(false)) }
        #expect(events.map(\.kind) == [.level, .delta, .removed, .declaredOut, .declaredLow])
        #expect(events.map(\.type) == ["set", "moved", "gone", "none", "few"])
        #expect(events.map(\.quantity) == [Decimal(string: "2.5"), nil, nil, nil, 1])
        #expect(events.map(\.delta) == [nil, -3, nil, nil, nil])
        #expect(events[0].subject.item == Item(id: "9007199254740993", sku: "CAP-1", name: "Cap", parent: "P"))
        #expect(events[1].subject.item == Item(id: "B"))
        #expect(events.allSatisfy { $0.subject.place == Place(id: "HAM", name: "Hamburg") })
        #expect(events.allSatisfy { $0.occurredAt == time(1_793_737_570.344) })
        #expect(events[0].previous == 5 && events[0].sequence == 12)
        #expect(events.map { $0.dedupeKey?.strength } == [.providerID, .providerID, .fingerprint, .fingerprint, .fingerprint])
    }

    @Test func withoutAPathForItTheSkuIsTheItem() throws {
        let event = try #require(decode(#"{"variant":{"sku":"CAP-1"},"stock":{"available":"0"}}"#, as: plain).event)
        #expect(event.subject.item == Item(id: "CAP-1", sku: "CAP-1"))
        #expect(event.quantity == 0 && event.kind == .level && event.type == "stock" && event.occurredAt == nil)
    }

    @Test(
        arguments: [
            ("{}", "item: $.variant.sku leads to nothing; quantity: $.stock.available leads to nothing"),
            (#"{"variant":{"sku":"A"}}"#, "quantity: $.stock.available leads to nothing"),
            (#"{"variant":{"sku":"A"},"stock":{"available":null}}"#, "quantity: $.stock.available leads to nothing"),
            (#"{"variant":"A","stock":[0]}"#, "item: $.variant.sku leads to nothing; quantity: $.stock.available leads to nothing"),
            (#"{"variant":{"sku":" "},"stock":{"available":1}}"#, "item: $.variant.sku leads to a blank text"),
            (#"{"variant":{"sku":{}},"stock":{"available":1}}"#, "variant.sku is neither text nor a whole number of up to 64 bits"),
            (#"{"variant":{"sku":"A"},"stock":{"available":"1 pc"}}"#, "stock.available is no number"),
            (#"{"variant":{"sku":"A"},"stock":{"available":true}}"#, "stock.available is no number"),
            (
                #"{"variant":{"sku":"A"},"stock":{"available":1},"time":"noon"}"#,
                "time is neither a time of RFC 3339 such as 2024-01-30T14:49:45Z nor one in Unix seconds or milliseconds"
            ),
            ("[", "the body is no valid JSON"),
        ] as [(String, String)])
    func whatIsMissingOrWrongIsNamed(body: String, reason: String) {
        #expect(decode(body, as: plain).quarantine == reason)
    }

    @Test(
        arguments: [
            ("1793737570", 1_793_737_570), (#""1793737570""#, 1_793_737_570), ("1793737570344", 1_793_737_570.344),
            (#""2026-11-03T20:26:10Z""#, 1_793_737_570), (#""2026-11-03 20:26:10""#, 1_793_737_570),
            (#""2026-11-03T21:26:10.5+01:00""#, 1_793_737_570.5), (#""2026-11-03T20:26:10.123456789Z""#, 1_793_737_570.123456789),
        ] as [(String, TimeInterval)])
    func timesOfManyForms(text: String, seconds: TimeInterval) {
        let body = #"{"variant":{"sku":"A"},"stock":{"available":1},"time":\#(text)}"#
        #expect(decode(body, as: plain).event?.occurredAt == time(seconds))
    }

    @Test(arguments: [("1e-2", "0.01"), ("-3", "-3"), ("12345678901234567890.123", "12345678901234567890.123"), (#""0.10""#, "0.1")])
    func quantitiesAreExact(text: String, quantity: String) {
        let body = #"{"variant":{"sku":"A"},"stock":{"available":\#(text)}}"#
        #expect(decode(body, as: plain).event?.quantity == Decimal(string: quantity))
    }

    @Test func theEventsOwnIdIsTheKey() throws {
        func key(_ id: String, quantity: Int) -> DedupeKey? {
            decode(#"{"id":\#(id),"variant":{"sku":"A"},"stock":{"available":\#(quantity)}}"#, as: plain).event?.dedupeKey
        }
        #expect(key("7", quantity: 1) == key(#""7""#, quantity: 2))
        #expect(key("7", quantity: 1) != key("8", quantity: 1))
        #expect(key("7", quantity: 1)?.strength == .providerID)
    }

    @Test func kindsThatAreNotListedAreIgnoredUnlessAStarStandsForThem() {
        func settings(_ values: [String: StockMapping.Statement]) -> SourceSettings {
            source(
                .mapping, isUnsigned: true,
                mapping: Samples.Mapping.mapping([.item: "$.sku", .quantity: "$.n"], kinds: .init(path: Samples.Mapping.path("$.k"), values: values)))
        }
        let body = #"{"k":"order","sku":"A","n":0}"#
        guard case .ignored("order", _) = decode(body, as: settings(["stock": .level])) else { return #expect(Bool(false)) }
        #expect(decode(body, as: settings(["*": .level])).event?.kind == .level)
        #expect(decode(#"{"k":false,"sku":"A"}"#, as: settings(["false": .out])).event?.kind == .declaredOut)
        #expect(decode(#"{"sku":"A","n":1}"#, as: settings(["*": .level])).quarantine == "kind: $.k leads to nothing")
    }

    @Test func aListThatIsNoneIsQuarantinedAndAnEmptyOneIgnored() {
        let settings = source(.mapping, isUnsigned: true)
        #expect(decode(#"{"items":{}}"#, as: settings).quarantine == "events: $.items[*] leads to no list")
        #expect(decode(#"{"items":[]}"#, as: settings) == .ignored(type: "stock", reason: "its list of events is empty"))
    }

    /// Clocks in Berlin go forward at 01:00 UTC on 29 March 2026, and back at 01:00 UTC on 25 October.
    @Test(
        arguments: [
            ("2026-01-06T09:14:00", "2026-01-06T08:14:00Z"), ("2026-07-06 09:14:00.5", "2026-07-06T07:14:00.5Z"),
            ("2026-03-29T01:59:59", "2026-03-29T00:59:59Z"), ("2026-03-29T03:00:00", "2026-03-29T01:00:00Z"),
            ("2026-03-29T02:30:00", "2026-03-29T01:30:00Z"), ("2026-10-25T02:30:00", "2026-10-25T01:30:00Z"),
            ("2026-10-25T01:59:59", "2026-10-24T23:59:59Z"), ("2026-07-06T09:14:00Z", "2026-07-06T09:14:00Z"),
            ("2026-07-06T09:14:00-05:00", "2026-07-06T14:14:00Z"),
        ])
    func aTimeThatNamesNoZoneIsOfTheMappingsZone(local: String, universal: String) throws {
        var mapping = Samples.Mapping.mapping([.item: "$.sku", .quantity: "$.n", .occurredAt: "$.at"])
        mapping.timeZone = "Europe/Berlin"
        let at = try #require(
            decode(#"{"sku":"A","n":1,"at":"\#(local)"}"#, as: source(.mapping, isUnsigned: true, mapping: mapping)).event?.occurredAt)
        mapping.timeZone = nil
        let expected = decode(#"{"sku":"A","n":1,"at":"\#(universal)"}"#, as: source(.mapping, isUnsigned: true, mapping: mapping)).event?.occurredAt
        #expect(at == expected)
    }

    @Test func listsInListsAreGoneThrough() {
        let settings = source(
            .mapping, isUnsigned: true,
            mapping: Samples.Mapping.mapping(events: "$[*].lines[*]", [.item: "@.sku", .quantity: "@.n", .place: "$[0].at"]))
        let body = #"[{"at":"X","lines":[{"sku":"A","n":1},{"sku":"B","n":2}]},{"lines":[{"sku":"C","n":3}]},{"lines":7}]"#
        guard case .events(let events) = decode(body, as: settings) else { return #expect(Bool(false)) }
        #expect(events.map(\.subject.item.id) == ["A", "B", "C"])
        #expect(events.allSatisfy { $0.subject.place?.id == "X" })
    }

    @Test(arguments: [StockMapping.Signature.Form.hex, .base64])
    func theSignatureStandsInTheHeaderThatTheMappingNames(form: StockMapping.Signature.Form) {
        let mapping = Samples.Mapping.mapping([.item: "$.sku", .quantity: "$.n"], form: form)
        let old = source(.mapping, secrets: ["old"], mapping: mapping)
        let rotated = source(.mapping, secrets: ["new", "old"], mapping: mapping)
        let body = Array("{}".utf8)
        let signed = SourceRequest(headers: SampleSigner.sign(body: body, settings: old, id: "1", now: time(0)), body: body)
        #expect(verify(signed, as: old).isGenuine && verify(signed, as: rotated).isGenuine)
        #expect(!verify(signed, as: source(.mapping, secrets: ["new"], mapping: mapping)).isGenuine)
        #expect(verify(SourceRequest(headers: [], body: body), as: old).reason == "header x-signature is missing")
        #expect(verify(request("{}", headers: [("x-signature", "é")]), as: old).reason == "header x-signature is no signature in \(form.rawValue)")
    }

    /// HMAC-SHA256 with the key "key" of "The quick brown fox jumps over the lazy dog", as encyclopedias print it.
    @Test func thePublishedCodeIsGenuine() {
        let mapping = Samples.Mapping.mapping([.item: "$"])
        let code = "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8"
        for value in [code, "sha256=\(code)", code.uppercased()] {
            let signed = request("The quick brown fox jumps over the lazy dog", headers: [("X-Signature", value)])
            #expect(verify(signed, as: source(.mapping, secrets: ["key"], mapping: mapping)).isGenuine)
        }
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func noMappingCrashesOnAnyJSON(seed: UInt64) {
        var chance = Chance(state: seed)
        let steps = [".a", ".b", "[0]", "[1]", "['c d']", ".é"]
        for _ in 0..<600 {
            var paths: [StockMapping.Field: String] = [:]
            for field in StockMapping.Field.allCases where Bool.random(using: &chance) {
                paths[field] =
                    ["$", "@"][Int.random(in: 0...1, using: &chance)]
                    + (0..<Int.random(in: 0...3, using: &chance)).compactMap { _ in steps.randomElement(using: &chance) }.joined()
            }
            let events = ["$[*]", "$.a[*]", "$[*].a[*]", nil].randomElement(using: &chance) ?? nil
            let mapping = Samples.Mapping.mapping(
                events: events, paths,
                kinds: Bool.random(using: &chance)
                    ? .init(path: Samples.Mapping.path("@.b"), values: ["1": .change, "*": .level, "true": .out]) : nil)
            let settings = source(.mapping, isUnsigned: true, mapping: mapping)
            let body = Array(json(&chance, depth: 0).utf8)
            switch decode(String(decoding: body, as: UTF8.self), as: settings) {
            case .events(let told):
                #expect(told.allSatisfy { $0.kind == .unreadable || (!$0.subject.item.id.isEmpty && ($0.kind != .level || $0.quantity != nil)) })
            case .ignored(_, let reason), .quarantined(_, let reason): #expect(!reason.isEmpty)
            }
            #expect(!SampleTrial(body, settings: settings, zones: SummerTime()).lines.isEmpty)
        }
    }

    private func json(_ chance: inout Chance, depth: Int) -> String {
        switch Int.random(in: 0...(depth > 4 ? 5 : 9), using: &chance) {
        case 0: return "null"
        case 1: return "true"
        case 2: return ["1", "-2.5", "9007199254740993", "1e9", "0"].randomElement(using: &chance) ?? "0"
        case 3: return [#""x""#, #""""#, #"" ""#, #""12""#, #""2026-11-03T20:26:10Z""#, #""\u0000""#].randomElement(using: &chance) ?? "0"
        case 4: return "{}"
        case 5: return "[]"
        case 6, 7:
            let keys = ["a", "b", "c d", "é"].filter { _ in Bool.random(using: &chance) }
            return "{" + keys.map { "\"\($0)\":\(json(&chance, depth: depth + 1))" }.joined(separator: ",") + "}"
        default: return "[" + (0..<Int.random(in: 0...3, using: &chance)).map { _ in json(&chance, depth: depth + 1) }.joined(separator: ",") + "]"
        }
    }

    @Test func aSampleSaysWhatEachPathLedTo() {
        let trial = SampleTrial(Array(Samples.Mapping.several.utf8), settings: source(.mapping, isUnsigned: true), zones: SummerTime())
        #expect(trial.isUnderstood)
        #expect(trial.lines.first == "events ($.items[*]): 6 found; of the first:")
        #expect(trial.lines.contains("quantity (@.stock): \"2.50\""))
        #expect(trial.lines.contains("level") == false)
        #expect(
            trial.lines.contains {
                $0.hasPrefix(
                    "set: level: item 9007199254740993, sku CAP-1, Cap, at Hamburg, quantity 2.5, before 5, on 2026-11-03T20:26:10Z, with an id")
            })
        let bare = SampleTrial(Array(#"{"variant":{"sku":"A"}}"#.utf8), settings: plain, zones: SummerTime())
        #expect(!bare.isUnderstood)
        #expect(
            bare.lines == [
                "item ($.variant.sku): \"A\"", "quantity ($.stock.available): not found", "id ($.id): not found", "occurredAt ($.time): not found",
                "cannot be understood: quantity: $.stock.available leads to nothing",
            ])
    }
}
