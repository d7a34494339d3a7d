import StockbellConfig
import StockbellCore
import Testing

@Suite struct MappingTests {
    private func source(_ mapping: String, _ rest: String = "\"unsigned\": true") -> String {
        shop(sources: "\"s\": { \"platform\": \"mapping\", \(rest), \"mapping\": \(mapping) }")
    }

    @Test func aMappingIsReadWhole() throws {
        let text = source(
            """
            { "events": "$.items[*]", "item": "@.id", "sku": "@.sku", "quantity": "@.n", "place": "$.warehouse", "occurredAt": "$.at",
              "kind": { "path": "@.event", "values": { "set": "level", "*": "ignored" } }, "signature": { "header": "X-Sig" } }
            """, "\"secret\": [\"a\", \"b\"], \"sample\": \"samples/wms.json\"")
        let source = try #require(try settings(text).source("s"))
        let mapping = try #require(source.mapping)
        #expect(source.platform == .mapping && source.sample == "/shop/samples/wms.json" && source.secrets.count == 2)
        #expect(mapping.events?.text == "$.items[*]")
        #expect(mapping.paths.mapValues(\.text) == [.item: "@.id", .sku: "@.sku", .quantity: "@.n", .place: "$.warehouse", .occurredAt: "$.at"])
        #expect(mapping.kinds?.path.text == "@.event")
        #expect(mapping.kinds?.values == ["set": .level, "*": .ignored])
        #expect(mapping.signature == .init(header: "X-Sig", form: .hex))
    }

    @Test(
        arguments: [
            (#"{ "quantity": "$.n" }"#, #"sources.s.mapping: needs "item", such as "item": "$.variant.sku""#),
            (#"{ "item": "$.id" }"#, #"sources.s.mapping: needs "quantity", such as "quantity": "$.stock.available""#),
            (
                #"{ "item": "sku", "quantity": "$.n" }"#,
                #"sources.s.mapping.item: "sku" is no path: it begins with neither $ (the body) nor @ (an event of it); write "$.stock.available""#
            ),
            (
                #"{ "item": "$.a[*]", "quantity": "$.n" }"#,
                #"sources.s.mapping.item: "$.a[*]" leads to several values; [*] belongs into "events" alone, then write "@…" here"#
            ),
            (
                #"{ "events": "$.items", "item": "@.a", "quantity": "@.n" }"#,
                #"sources.s.mapping.events: "$.items" names no list from the body's root; write [*] behind the list, such as "$.items[*]""#
            ),
            (
                #"{ "item": 5, "quantity": "$.n" }"#,
                #"sources.s.mapping.item: must be a path such as "$.stock.available", found a number; put it in quotes"#
            ),
            (#"{ "item": "$.a", "quantitiy": "$.n" }"#, #"sources.s.mapping.quantitiy: unknown key; did you mean "quantity"?"#),
            (
                #"{ "item": "$.a", "kind": { "path": "$.k", "values": { "x": "level" } } }"#,
                #"sources.s.mapping: needs "quantity", for "x" is a level"#
            ),
            (
                #"{ "item": "$.a", "quantity": "$.n", "kind": { "path": "$.k", "values": { "x": "levle" } } }"#,
                #"sources.s.mapping.kind.values.x: unknown word "levle"; did you mean "level"?"#
            ),
            (
                #"{ "item": "$.a", "quantity": "$.n", "kind": { "path": "$.k", "values": {} } }"#,
                #"sources.s.mapping.kind.values: must be an object of words, { "stock.updated": "level" }"#
            ),
            (
                #"{ "item": "$.a", "quantity": "$.n", "signature": { "header": "X-Sig" } }"#,
                #"sources.s.mapping.signature: needs the source's "secret""#
            ),
            (
                #"{ "item": "$.a", "quantity": "$.n", "signature": { "header": "X Sig" } }"#,
                "sources.s.mapping.signature.header: is no name of a header: letters, digits and hyphens, at most 64"
            ),
        ])
    func oneMistakeIsOneMessage(mapping: String, message: String) {
        #expect(read(source(mapping)).errors.map { "\($0.path): \($0.message)" } == [message])
    }

    @Test func aKindThatNeverTellsANumberNeedsNoPathToOne() throws {
        _ = try settings(source(#"{ "item": "$.a", "kind": { "path": "$.k", "values": { "soldOut": "out", "deleted": "removed" } } }"#))
    }

    @Test func aSecretNeedsToKnowWhereTheSignatureIs() {
        let found = read(source(#"{ "item": "$.a", "quantity": "$.n" }"#, #""secret": "x""#)).errors.map { "\($0.path): \($0.message)" }
        #expect(
            found == [
                #"sources.s.secret: cannot be checked as long as "mapping" does not say where the signature is: "#
                    + #""signature": { "header": "x-signature-256" }"#
            ])
    }

    @Test func aMappingBelongsToThePlatformOfThatName() {
        let other = read(shop(sources: #""s": { "platform": "enad", "unsigned": true, "mapping": { "item": "$.a", "quantity": "$.n" } }"#)).errors
        #expect(other.map { "\($0.path): \($0.message)" } == [#"sources.s.mapping: is for "platform": "mapping"; leave it out"#])
        let none = read(shop(sources: #""s": { "platform": "mapping", "unsigned": true }"#)).errors
        #expect(none.map(\.path) == ["sources.s"] && none[0].message.hasPrefix("needs \"mapping\", such as"))
    }
}
