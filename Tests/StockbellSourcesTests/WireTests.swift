import FoundationEssentials
import StockbellCore
import StockbellSources
import Testing

/// What every platform's decoder makes of a number, a time or a text, seen through one of them.
@Suite struct WireTests {
    private func level(_ quantity: String, date: String = "2024-02-12T12:00:00Z", number: String = "\"A\"") -> Decoded {
        decode(
            #"{"event_type":"variant_stock.updated","payload":{"product_variant_number":\#(number),"quantity":\#(quantity),"#
                + #""inventory_date":"\#(date)"}}"#,
            as: source(.enad, isUnsigned: true))
    }

    @Test(
        arguments: [
            ("10", "10"), ("\"10\"", "10"), ("-3", "-3"), ("\"-3.50\"", "-3.5"), ("0", "0"), ("-0", "0"), ("0.1", "0.1"), ("10.12345", "10.12345"),
            ("1e3", "1000"), ("\"1E3\"", "1000"), ("12345678901234567890.123456789012345678", "12345678901234567890.123456789012345678"),
            ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"),
        ] as [(String, String)])
    func aQuantityIsExact(written: String, quantity: String) throws {
        #expect(try #require(level(written).event).quantity == Decimal(string: quantity))
    }

    @Test(arguments: [
        "\"10abc\"", "\"\"", "\" 10\"", "\"10 \"", "\"1.\"", "\".5\"", "\"+1\"", "\"0x10\"", "\"NaN\"", "\"1e\"", "\"--1\"", "\"1,5\"", "\"١\"",
        "true", "[]",
        "{}", "\"1e400\"", "\"123456789012345678901234567890123456789\"",
    ])
    func whatIsNoNumberIsNoQuantity(written: String) {
        #expect(level(written).quarantine == "payload.quantity is no number")
    }

    @Test(arguments: ["NaN", "Infinity", "01", "1.", ".5", "+1", "0x10", "- 1", "1e", "tru"])
    func whatIsNoJSONIsNoQuantity(written: String) {
        #expect(level(written).quarantine != nil)
    }

    @Test(arguments: ["1e400", "1e-400", "1e61", "-1e999999999999999999999", "123456789012345678901234567890123456789"])
    func aNumberThatWouldBeRoundedIsRefused(written: String) {
        #expect(level(written).quarantine == "a number has more than 38 digits or too large an exponent")
    }

    @Test(
        arguments: [
            ("2024-01-30T14:49:45Z", 1_706_626_185), ("2024-01-30T14:49:45.5Z", 1_706_626_185.5), ("2024-01-30T14:49:45.558Z", 1_706_626_185.558),
            ("2024-01-30T14:49:45.55875Z", 1_706_626_185.55875), ("2024-01-30T14:49:45.123456789Z", 1_706_626_185.123456789),
            ("2024-01-30t14:49:45z", 1_706_626_185), ("2024-01-30 14:49:45", 1_706_626_185), ("2024-01-30T14:49:45", 1_706_626_185),
            ("2024-01-30T15:49:45+01:00", 1_706_626_185), ("2024-01-30T09:19:45.25-05:30", 1_706_626_185.25), ("2024-02-29T00:00:00Z", 1_709_164_800),
            ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1), ("2000-02-29T12:00:00Z", 951_825_600), ("2016-12-31T23:59:60Z", 1_483_228_799),
            ("0001-01-01T00:00:00Z", -62_135_596_800), ("9999-12-31T23:59:59Z", 253_402_300_799),
        ] as [(String, Double)])
    func aTimeOfRFC3339(text: String, seconds: Double) throws {
        let date = try #require(level("1", date: text).event?.occurredAt)
        #expect(abs(date.timeIntervalSince1970 - seconds) < 0.000_01)
    }

    @Test(arguments: [
        "", "2024-02-30T00:00:00Z", "2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2024-13-01T00:00:00Z", "2024-00-01T00:00:00Z",
        "2024-01-00T00:00:00Z",
        "2024-04-31T00:00:00Z", "2024-01-30T24:00:00Z", "2024-01-30T14:60:45Z", "2024-01-30T14:49:61Z", "2024-01-30T14:49:45.Z",
        "2024-01-30T14:49:45.1234567890Z", "2024-01-30T14:49:45+25:00", "2024-01-30T14:49:45+0100", "2024-01-30T14:49:45Zjunk", "2024-01-30",
        "1706626185",
        "24-01-30T14:49:45Z", "+024-01-30T14:49:45Z", "2024-1-30T14:49:45Z", "tomorrow", "２０２４-01-30T14:49:45Z",
    ])
    func whatIsNoMomentIsRefused(text: String) {
        #expect(level("1", date: text).quarantine == "payload.inventory_date is no time of RFC 3339 such as 2024-01-30T14:49:45Z")
    }

    @Test func everyDayOfFourCenturiesFollowsTheOneBefore() throws {
        var seconds = -11_676_096_000.0  // 1600-01-01
        for year in stride(from: 1600, to: 2000, by: 1) {
            for month in 1...12 {
                let text = "\(year)-\(month < 10 ? "0" : "")\(month)-01T00:00:00Z"
                #expect(try #require(level("1", date: text).event?.occurredAt).timeIntervalSince1970 == seconds, "\(text)")
                let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
                seconds += 86_400 * Double([31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1])
            }
        }
    }

    @Test(
        arguments: [("\"A-1\"", "A-1"), ("7", "7"), ("9223372036854775807", "9223372036854775807"), ("18446744073709551615", "18446744073709551615")]
            as [(String, String)])
    func anIdIsTextOrAWholeNumber(written: String, text: String) throws {
        #expect(try #require(level("1", number: written).event).subject.item.id == text)
    }

    @Test(
        arguments: [
            ("1.5", "payload.product_variant_number is neither text nor a whole number of up to 64 bits"),
            ("18446744073709551616", "payload.product_variant_number is neither text nor a whole number of up to 64 bits"),
            ("false", "payload.product_variant_number is neither text nor a whole number of up to 64 bits"),
            ("\"\"", "payload.product_variant_number is missing"),
            ("null", "payload.product_variant_number is missing"),
            ("\"\(String(repeating: "x", count: 1001))\"", "payload.product_variant_number is longer than 1000 bytes"),
        ] as [(String, String)])
    func whatIsNoIdIsRefused(written: String, reason: String) {
        #expect(level("1", number: written).quarantine == reason)
    }

    @Test func nestingIsBoundedBeforeParsing() {
        func nested(_ depth: Int) -> String {
            #"{"event_type":"variant_stock.deleted","payload":{"product_variant_number":"A"},"x":"#
                + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}"
        }
        #expect(decode(nested(63), as: source(.enad)).event != nil)
        #expect(decode(nested(64), as: source(.enad)).quarantine == "the body is nested deeper than 64 levels")
        #expect(decode(nested(500_000), as: source(.enad)).quarantine == "the body is nested deeper than 64 levels")
        #expect(decode(String(repeating: "{\"a\":", count: 100_000), as: source(.enad)).quarantine == "the body is nested deeper than 64 levels")
        // Brackets inside a text are no nesting.
        #expect(level("1", number: "\"\(String(repeating: "[{", count: 200))\\\"[\"").event != nil)
    }

    @Test(arguments: [
        #"{"event_type":"variant_stock.updated","payload":{"product_variant_number":"A","quantity":5,"quantity":0}}"#,
        #"{"event_type":"variant_stock.updated","payload":{"product_variant_number":"A","quantity":5,"quan\u0074ity":0}}"#,
    ])
    func aKeyGivenTwiceIsAmbiguous(body: String) {
        #expect(decode(body, as: source(.enad)).quarantine == "\"quantity\" is given twice")
    }

    @Test func oneKeyInSeveralObjectsIsNoRepeat() {
        let body =
            #"{"event_type":"variant_stock.deleted","payload":{"product_variant_number":"A","x":[{"a":1},{"a":1},"a","a"],"payload":1},"a":1}"#
        #expect(decode(body, as: source(.enad)).event != nil)
    }

    @Test(arguments: Platform.allCases)
    func whatIsNoObjectIsQuarantined(platform: Platform) {
        let telling = SampleSigner.telling(type: nil, of: platform).map { ($0.name, $0.value) }
        for body in ["", " ", "[]", "null", "5", "\"x\"", "{", "{\"", "}", "{}}", "{\"a\"}", "webhook_id=12", "<xml/>", "\u{0}", "{}x"] {
            // An empty batch of CloudEvents is a valid one.
            if body == "[]", [.cloudEvents, .commercetools].contains(platform) { continue }
            #expect(decode(body, as: source(platform), headers: telling).quarantine != nil, "\(body)")
        }
        let reason = decode("{}", as: source(platform), headers: telling).quarantine
        #expect(reason?.hasSuffix(platform == .mapping ? "leads to no list" : " missing") == true)
    }

    @Test func anotherEncodingThanUTF8IsQuarantined() {
        let body = Samples.Enad.updated.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let adapter = SourceAdapters.adapter(for: source(.enad), zones: SummerTime())
        #expect(adapter.decode(SourceRequest(headers: [], body: body)).quarantine == "the body is not UTF-8")
        #expect(adapter.decode(SourceRequest(headers: [], body: [0xFF, 0xFE] + body)).quarantine == "the body is not UTF-8")
        #expect(adapter.decode(SourceRequest(headers: [], body: Array("{\"event_type\":\"".utf8) + [0xFF] + Array("\"}".utf8))).quarantine != nil)
    }

    @Test func theSampleThatLostItsBracketsIsQuarantined() {
        let body = """
                "id": "cda6bf91-96e6-463b-959b-8e82dd81addd",
                "type": "inventory.out_of_stock",
                "data": {
                    "object": {
                        "quantity": 0,
            """
        #expect(decode(body, as: source(.digitalRiver)).quarantine == "the body is no valid JSON")
    }
}
