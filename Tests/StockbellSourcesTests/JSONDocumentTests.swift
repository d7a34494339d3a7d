import FoundationEssentials
import Testing

@testable import StockbellSources

@Suite struct JSONDocumentTests {
    private static func reason(_ text: String) -> String? { reason(Array(text.utf8)) }

    private static func reason(_ bytes: [UInt8]) -> String? {
        do throws(Unreadable) {
            _ = try JSONDocument(bytes)
            return nil
        } catch {
            return error.reason
        }
    }

    private static let noJSON = "the body is no valid JSON"

    @Test(arguments: [
        "", " ", "{", "[", "}", "]", "{}}", "[]]", "{]", "[}", "{} {}", "{}x", "1 2", ",", ":", "[1,]", "[1, ]", "{\"a\":1,\n}", "[,1]", "[1,,2]",
        "[1 2]", "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}", "{,}", "{\"a\":1 \"b\":2}", "{\"a\" 1}", "{\"a\":1:2}", "{a:1}", "{1:1}", "{null:1}", "{'a':1}", "{\"a\":1", "[1", "{\"a", "\"",
        "\"a", "\"\\", "\"\\\"", "// x", "[1] // x", "/**/1",
        "nul", "nulll", "tru", "True", "falsey", "NaN", "Infinity", "-Infinity", "undefined",
        "01", "-01", "00", "-", "+1", ".5", "1.", "1.e1", "1e", "1e+", "1e1.5", "--1", "- 1", "0x10", "1_000", "1e5e5", "1.2.3", "1-2", "12a",
        "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\u+123\"", "\"\\U0041\"", "\"\\a\"", "\"\\'\"", "\"\\u\"", "\"\\u００41\"",
        "\"\u{0}\"", "\"\t\"", "\"\n\"", "\"\u{1F}\"", "\u{A0}1", "1\u{2028}", "\u{B}1", "1\u{C}", "\u{FEFF}\u{FEFF}1", "1\u{FEFF}", "{\u{FEFF}}",
    ])
    func whatIsNoJSONIsRefused(text: String) {
        #expect(Self.reason(text) == Self.noJSON)
    }

    @Test(
        arguments: [
            [0xFF], [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0xBD], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0xF5],
            [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xC3, 0x5C, 0x6E],
        ] as [[UInt8]])
    func whatIsNoUTF8IsRefusedInValuesAndKeys(bytes: [UInt8]) {
        #expect(Self.reason(Array("[\"x".utf8) + bytes + Array("\"]".utf8)) == Self.noJSON)
        #expect(Self.reason(Array("{\"".utf8) + bytes + Array("\":1}".utf8)) == Self.noJSON)
    }

    @Test func aTextOfTwoOrFourBytesACharacterIsNotUTF8() {
        func spaced(_ before: Int, _ after: Int) -> [UInt8] {
            "{\"a\":1}".utf8.flatMap { Array(repeating: 0, count: before) + [$0] + Array(repeating: 0, count: after) }
        }
        let (little16, big16, little32, big32) = (spaced(0, 1), spaced(1, 0), spaced(0, 3), spaced(3, 0))
        let bodies: [[UInt8]] = [
            little16, big16, little32, big32, [0xFF, 0xFE] + little16, [0xFE, 0xFF] + big16, [0xFF, 0xFE, 0, 0] + little32, [0], [0xFF, 0xFE],
        ]
        for body in bodies {
            #expect(Self.reason(body) == "the body is not UTF-8")
        }
    }

    @Test(
        arguments: [
            (#"{"a":1,"a":1}"#, "a"), (#"{"a":1,"b":{},"\u0061":2}"#, "a"), (#"{"\u00e9":1,"é":2}"#, "é"), (#"{"\ud83d\ude00":1,"😀":2}"#, "😀"),
            (#"[{"x":{"":1,"":2}}]"#, ""), (#"{"a\/b":1,"a/b":2}"#, "a/b"), (#"{"a\n":1,"a\u000A":2}"#, "a\n"),
        ] as [(String, String)])
    func aKeyGivenTwiceIsRefused(text: String, key: String) {
        #expect(Self.reason(text) == "\(key.debugDescription) is given twice")
    }

    @Test(arguments: [#"{"a":1,"A":2}"#, #"{"a":{"a":{"a":1}}}"#, #"[{"a":1},{"a":1}]"#, #"{"a":"a","b":"a"}"#, #"{"a":1,"a ":2,"":3}"#])
    func keysOfSeveralObjectsOrSpellingsAreNoRepeat(text: String) {
        #expect(Self.reason(text) == nil)
    }

    @Test(.timeLimit(.minutes(1))) func aHundredThousandKeysAreNotComparedEachWithEach() {
        let keys = (0..<100_000).map { "\"k\($0)\":0" }
        #expect(Self.reason("{\(keys.joined(separator: ","))}") == nil)
        #expect(Self.reason("{\(keys.joined(separator: ",")),\"k\\u0037\":1}") == "\"k7\" is given twice")
        for count in 20..<30 {
            #expect(Self.reason("{\(keys.prefix(count).joined(separator: ","))}") == nil)
            #expect(Self.reason("{\(keys.prefix(count).joined(separator: ",")),\"k0\":1}") == "\"k0\" is given twice")
        }
    }

    @Test func nestingEndsAt64() {
        func nested(_ depth: Int, _ opening: String, _ closing: String) -> String {
            String(repeating: opening, count: depth) + "1" + String(repeating: closing, count: depth)
        }
        for (opening, closing) in [("[", "]"), ("{\"a\":", "}"), ("[[{\"a\":[", "]}]]")] {
            let fitting = 64 / opening.count { "[{".contains($0) }
            #expect(Self.reason(nested(fitting, opening, closing)) == nil)
            #expect(Self.reason(nested(fitting + 1, opening, closing)) == "the body is nested deeper than 64 levels")
        }
        #expect(Self.reason("[" + String(repeating: "[],{},", count: 1000) + "1]") == nil)
    }

    @Test(
        arguments: [
            ("0.0000000000000000000000000000000000001", true), ("0.00000000000000000000000000000000000001", false),
            ("-99999999999999999999999999999999999999", true), ("100000000000000000000000000000000000000", false), ("1e60", true), ("1E-60", true),
            ("1e61", false), ("1e99999999999999999999999", false), ("1e0000000000000000000000000000000000000000000000060", true),
        ] as [(String, Bool)])
    func aNumberIsExactOrRefused(text: String, isExact: Bool) {
        #expect(Self.reason("[\(text)]") == (isExact ? nil : "a number has more than 38 digits or too large an exponent"))
    }

    @Test func valuesAreReachedByKeysAndPlaces() throws {
        let root = try JSONDocument(Array(#" {"a":{"b\u0063":[null,{"d":"x"},[7]],"n":null},"e":"\ud83d\ude00 \"\\\/\b\f\n\r\t\u00e9é"} "#.utf8)).root
        let list = try #require(try root["a"]?["bc"]).elements
        #expect(try list[1]["d"]?.text == "x")
        #expect(list[0].isNull)
        #expect(try list[2].elements[0].text == "7")
        #expect(try root["a"]?["n"] == nil)
        #expect(try root["x"]?["y"] == nil)
        #expect(try root["e"]?.text == "😀 \"\\/\u{8}\u{C}\n\r\téé")
        #expect(list.map(\.name) == ["a.bc[0]", "a.bc[1]", "a.bc[2]"])
        #expect(try list[2].elements[0].name == "a.bc[2][0]")
        #expect(try list[1]["d"]?.name == "a.bc[1].d")
        #expect(root.name == "the body")
        #expect(throws: Unreadable("a.bc[1].d has the wrong shape")) { try list[1]["d"]?["x"] }
        #expect(throws: Unreadable("the body has the wrong shape")) { try root.elements }
        #expect(throws: Unreadable("a.bc has the wrong shape")) { try root["a"]?["bc"]?["0"] }
    }

    @Test(
        arguments: [
            ("7.0", "7"), ("7e0", "7"), ("1e3", "1000"), ("120e-1", "12"), ("-0", "0"), ("-9223372036854775808", "-9223372036854775808"),
            ("18446744073709551615.0", "18446744073709551615"), ("7.5", nil), ("1e-1", nil), ("1e20", nil), ("-9223372036854775809", nil),
        ] as [(String, String?)])
    func aWholeNumberIsAnIdHoweverItIsWritten(written: String, text: String?) throws {
        #expect((try? JSONDocument(Array(written.utf8)).root.text) == text)
    }

    @Test func anIdWithANULIsRefused() throws {
        let root = try JSONDocument(Array(#"{"a":"x\u0000y"}"#.utf8)).root
        #expect(throws: Unreadable("a contains a NUL character")) { try root["a"]?.text }
    }

    /// As of a title that was cut within an emoji.
    @Test(
        arguments: [
            (#"\ud83d"#, "\u{FFFD}"), (#"a\ud83db"#, "a\u{FFFD}b"), (#"\ud83d\n"#, "\u{FFFD}\n"), (#"\ud83d\u0041"#, "\u{FFFD}A"),
            (#"\ude00\ud83d"#, "\u{FFFD}\u{FFFD}"), (#"\ud83d\ud83d\ude00"#, "\u{FFFD}😀"),
        ])
    func halfOfAPairIsAnUnknownCharacter(_ escaped: String, _ text: String) throws {
        #expect(try JSONDocument(Array("[\"\(escaped)\"]".utf8)).root.elements.first?.text == text)
    }

    @Test(arguments: ["", " ", "\\t\\n", "\u{A0}", "\u{3000} ", "\\u2003"])
    func aBlankTextTellsNothing(text: String) throws {
        #expect(try JSONDocument(Array("\"\(text)\"".utf8)).root.told == nil)
        #expect(try JSONDocument(Array("\"\(text)é\"".utf8)).root.told != nil)
    }
}
