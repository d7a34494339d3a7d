import JSON5
import Testing

@Suite struct DocumentTests {
    /// Every form of JSON5 beside the strict JSON that means the same.
    @Test(arguments: [
        ("{}", "{}"),
        ("[1, 2,]", "[1,2]"),
        ("{a: 1, 'b': 2, \"c\": 3,}", #"{"a":1,"b":2,"c":3}"#),
        ("{$a_1: null, ünïcode: true}", #"{"$a_1":null,"ünïcode":true}"#),
        (#"{\u0061b: 1}"#, #"{"ab":1}"#),
        ("// a\n[ /* b * / ** */ 1 // c\r, 2\u{2028}]", "[1,2]"),
        ("\u{FEFF}\u{A0}\u{3000}\t\u{B}\u{C}1 ", "1"),
        (#"'it\'s "x"'"#, #""it's \"x\"""#),
        (#""\b\f\n\r\t\v\0\\\/\a""#, "\"\\b\\f\\n\\r\\t\u{B}\0\\\\/a\""),
        (#""\x41\u00e9\ud83d\udd14""#, #""Aé🔔""#),
        ("'one \\\n two \\\r\n three'", #""one  two  three""#),
        ("[.5, 5., +1, -.5e-3, 0xfF, Infinity, -Infinity, NaN]", "[.5,5.,+1,-.5e-3,0xfF,Infinity,-Infinity,NaN]"),
    ])
    func readsEveryFormOfJSON5(text: String, plain: String) throws {
        #expect(try plainText(of: Document(text).root) == plain)
    }

    @Test(arguments: [
        ("", 1, 1, "expected a value, found the end of the text"),
        ("{\"a\": }", 1, 7, "expected a value, found \"}\""),
        ("{\n  \"a\": 1\n  \"b\": 2\n}", 2, 9, "a comma is missing here, before a text in quotes"),
        ("[1 2]", 1, 3, "a comma is missing here, before \"2\""),
        ("{a: smtp}", 1, 5, "expected a value, found \"smtp\"; a text needs quotes"),
        ("{a 1}", 1, 4, "expected \":\" after the key, found \"1\""),
        ("{,}", 1, 2, "expected a key or \"}\", found \",\""),
        ("{\n\"a\": \"b\nc\"}", 2, 6, "this text is not closed: expected its second \" before the end of the line"),
        ("'abc", 1, 1, "this text is not closed: expected its second ' before the end of the text"),
        ("/* a", 1, 1, "this comment is not closed: expected \"*/\""),
        ("1 é", 1, 3, "expected the end of the text, found \"é\""),
        ("[\u{7}]", 1, 2, "expected a value, found the character U+7"),
        ("012", 1, 1, "a number does not begin with 0; leave the zero out or write a text"),
        ("[1.2.3]", 1, 5, "expected the end of the number, found \".\""),
        ("12px", 1, 3, "expected the end of the number, found \"px\""),
        ("0x", 1, 3, "expected hexadecimal digits, found the end of the text"),
        ("1e", 1, 3, "expected the digits of the exponent, found the end of the text"),
        (".", 1, 2, "expected digits, found the end of the text"),
        ("-x", 1, 2, "expected digits, found \"x\""),
        (#""\ud83d""#, 1, 2, "this \\u escape is half of a pair: expected both halves, \\uD83D\\uDD14"),
        (#""\x4g""#, 1, 2, "expected 2 hexadecimal digits in the escape, found \"g\""),
        (#""\1""#, 1, 2, "\"\\1\" is no escape; write \\xHH or \\uHHHH"),
        ("{a-b: 1}", 1, 3, "expected \":\" after the key, found \"-\""),
        ("é\n", 1, 1, "expected a value, found \"é\"; a text needs quotes"),
    ])
    func anErrorSaysWhereAndWhatWasExpected(text: String, line: Int, column: Int, message: String) {
        #expect(throws: SyntaxError(message, at: Position(line: line, column: column))) { try Document(text) }
    }

    @Test func everyNodeAndKeyKnowsItsPlace() throws {
        let root = try Document("// 🔔\r\n{ é: [1,\r  'x'],\n\tb: {} }").root
        #expect(root.position == Position(line: 2, column: 1))
        let members = try #require(root.members)
        #expect(members.map(\.position) == [Position(line: 2, column: 3), Position(line: 4, column: 2)])
        #expect(members[0].node.position == Position(line: 2, column: 6))
        #expect(members[0].node.elements?.map(\.position) == [Position(line: 2, column: 7), Position(line: 3, column: 3)])
        #expect(members[1].node.position == Position(line: 4, column: 5))
    }

    @Test func keysThatStandTwiceAreErrorsAndReadingGoesOn() throws {
        let document = try Document("{a: 1,\n a: 2, b: {\n'c': 1, c: 2}}")
        #expect(
            document.duplicates == [
                SyntaxError("the key \"a\" stands twice, first in line 1", at: Position(line: 2, column: 2)),
                SyntaxError("the key \"c\" stands twice, first in line 3", at: Position(line: 3, column: 9)),
            ])
        #expect(plainText(of: document.root) == #"{"a":1,"b":{"c":1}}"#)
    }

    @Test func escapedScalarsAreTold() throws {
        let root = try Document(#""a\$b$\u0024🔔\'""#).root
        #expect(root.value == .string(StringText("a$b$$🔔'", escaped: [1, 4, 6])))
    }

    @Test func sizeAndDepthAreBounded() throws {
        let limits = Document.Limits(bytes: 100, depth: 3)
        #expect(try plainText(of: Document("[[[]]]", limits: limits).root) == "[[[]]]")
        #expect(throws: SyntaxError("lists and objects stand more than 3 deep inside each other", at: Position(line: 1, column: 4))) {
            try Document("[[[[]]]]", limits: limits)
        }
        #expect(throws: SyntaxError("the text is longer than 100 bytes", at: Position(line: 1, column: 1))) {
            try Document(String(repeating: " ", count: 101), limits: limits)
        }
        let deep = Position(line: 1, column: 65)
        #expect(throws: SyntaxError("lists and objects stand more than 64 deep inside each other", at: deep)) {
            try Document(String(repeating: "[", count: 500_000))
        }
    }
}

extension Node {
    var members: [Member]? { if case .object(let members) = value { members } else { nil } }
    var elements: [Node]? { if case .array(let elements) = value { elements } else { nil } }
}
