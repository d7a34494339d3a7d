import StockbellConfig
import StockbellCore
import Testing

@Suite struct SourceTests {
    private static let platforms = Platform.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")

    @Test(arguments: [
        (#""s": { }"#, #"sources.s: needs "platform", such as "platform": "bigcommerce""#),
        (#""s": { "platfrom": "enad", "unsigned": true }"#, #"sources.s.platfrom: unknown key; did you mean "platform"?"#),
        (#""s": { "platform": "bigcomerce", "secret": "x" }"#, #"sources.s.platform: unknown platform "bigcomerce"; did you mean "bigcommerce"?"#),
        (
            #""s": { "platform": "erp", "secret": "x" }"#,
            #"sources.s.platform: unknown platform "erp"; there are \#(platforms)"#
        ),
        (
            #""s": { "platform": "bigcommerce" }"#,
            #"sources.s: anybody could post to it; add "secret": "…" or "expectHeader": { "x-api-key": "…" }, or say "unsigned": true"#
        ),
        (#""s": { "platform": "enad" }"#, #"sources.s: anybody could post to it; add "expectHeader": { "x-api-key": "…" }, or say "unsigned": true"#),
        (
            #""s": { "platform": "enad", "unsigned": false }"#,
            #"sources.s: anybody could post to it; add "expectHeader": { "x-api-key": "…" }, or say "unsigned": true"#
        ),
        (
            #""s": { "platform": "digital-river", "unsigned": true, "secret": "x" }"#,
            #"sources.s.unsigned: cannot go with "secret" or "expectHeader"; leave it out, and they are checked"#
        ),
        (#""s": { "platform": "digital-river", "secret": "" }"#, "sources.s.secret: must not be empty"),
        (#""s": { "platform": "digital-river", "secret": [] }"#, "sources.s.secret: must not be empty; leave the key out"),
        (#""s": { "platform": "digital-river", "secret": ["a", 5] }"#, "sources.s.secret[1]: must be a secret, found a number; put it in quotes"),
        (#""s": { "platform": "enad", "expectHeader": {} }"#, #"sources.s.expectHeader: must be an object of headers, { "x-api-key": "…" }"#),
        (
            #""s": { "platform": "enad", "expectHeader": { "x key": "v" } }"#,
            #"sources.s.expectHeader["x key"]: is no name of a header: letters, digits and hyphens, at most 64"#
        ),
        (
            #""s": { "platform": "enad", "expectHeader": { "x": "a\r\nb: c" } }"#,
            "sources.s.expectHeader.x: holds the control character U+D; write it in one line without"
        ),
        (
            #""s": { "platform": "enad", "expectHeader": { "x": "a", "X": "b" } }"#,
            "sources.s.expectHeader.X: this header stands twice; case makes no difference in names of headers"
        ),
        (
            #""s": { "platform": "enad", "unsigned": true, "testEvents": "life" }"#,
            #"sources.s.testEvents: unknown word "life"; did you mean "live"?"#
        ),
        (
            #""s": { "platform": "bigcommerce", "secret": "x", "token": "t" }"#,
            #"sources.s.token: needs "storeHash" beside it, such as "storeHash": "${BC_STORE}": it is part of the API's paths"#
        ),
        (
            #""s": { "platform": "bigcommerce", "secret": "x", "token": "t", "storeHash": "ab", "sweep": "5m" }"#,
            #"sources.s.sweep: "5m" is no time; write "12h", "1d" or "7d""#
        ),
        (
            #""s": { "platform": "bigcommerce", "secret": "x", "token": "t", "storeHash": "a/b" }"#,
            #"sources.s.storeHash: must be the part behind "stores/" in the API path of your store, letters and digits such as abc123xyz"#
        ),
        (
            #""s": { "platform": "bigcommerce", "secret": "x", "token": "t", "storeHash": "ab", "apiURL": "http://api.example.com" }"#,
            "sources.s.apiURL: would send the token unencrypted; write https://"
        ),
        (#""s": { "platform": "enad", "header": { "x-api-key": "v" } }"#, #"sources.s.header: unknown key; did you mean "expectHeader"?"#),
        (
            #""Web": { "platform": "enad", "unsigned": true }, "web": { "platform": "enad", "unsigned": true }"#,
            #"sources.web: there is a source named "Web" already; names that differ in case only are one"#
        ),
        (
            #""web/shop": { "platform": "enad", "unsigned": true }"#,
            "sources.web/shop: the name of a source has letters a to z, digits and hyphens, begins with no hyphen, and is not longer than 64; "
                + "write \"web-shop\""
        ),
        (
            #""s": { "platform": "square", "secret": "x" }"#,
            #"sources.s.secret: signs the URL that Square posts to as well; say "publicURL" at the top of the file, or "notificationURL" here"#
        ),
        (
            #""s": { "platform": "square", "secret": "x", "notificationURL": "stock.example.com" }"#,
            "sources.s.notificationURL: must begin with https:// or http://"
        ),
        (#""s": 5"#, "sources.s: must be an object { … }, found a number"),
    ])
    func oneMistakeIsOneMessage(source: String, message: String) {
        #expect(read(shop(sources: source)).errors.map { "\($0.path): \($0.message)" } == [message])
    }

    @Test func aLocatedMessageStandsAtTheNameOfItsSource() {
        #expect(read("{ \"sources\": {\n  \"-s\": {} } }").errors.map { [$0.line, $0.column] } == [[2, 3], [2, 9]])
    }

    @Test func deltaMeansNothingBesideEnad() {
        let text = shop(sources: #""s": { "platform": "bigcommerce", "secret": "x", "delta": "total" }"#)
        #expect(read(text).warnings.map { "\($0.path): \($0.message)" } == ["sources.s.delta: is for Enad's deltas and does nothing for BigCommerce"])
        #expect(read(text).settings != nil)
    }

    @Test(
        arguments: [
            (#""secret": "x""#, #""publicURL": "https://stock.example.com/","#, "https://stock.example.com/events/s"),
            (
                #""secret": "x", "notificationURL": "https://hooks.example.com/in/square/acme/?a=B""#, #""publicURL": "https://stock.example.com","#,
                "https://hooks.example.com/in/square/acme/?a=B"
            ),
            (#""secret": "x", "notificationURL": "HTTPS://Hooks.example.com""#, "", "HTTPS://Hooks.example.com"),
            (#""unsigned": true"#, "", nil),
        ] as [(String, String, String?)])
    func theURLThatSquareSignsIsAsRegistered(keys: String, top: String, url: String?) throws {
        let text = shop(sources: #""s": { "platform": "square", \#(keys) }"#).replacing("{", with: "{ \(top)", maxReplacements: 1)
        let found = read(text)
        #expect(found.errors.map(\.message) == [])
        #expect(try #require(found.settings).source("s")?.notificationURL == url)
    }

    @Test func aRegisteredURLMeansNothingBesideSquare() {
        let text = shop(sources: #""s": { "platform": "shopify", "secret": "x", "notificationURL": "https://a.example.com" }"#)
        #expect(
            read(text).warnings.map { "\($0.path): \($0.message)" }
                == ["sources.s.notificationURL: is for Square, which signs it, and does nothing for Shopify"])
        #expect(read(text).settings?.source("s")?.notificationURL == nil)
    }
}
