import Testing

@testable import StockbellTemplates

@Suite struct ValuesTests {
    @Test(
        arguments: [
            ("plain", "plain"), ("  a b  ", "a b"), ("x\r\nBcc: evil@example.com", "x Bcc: evil@example.com"),
            ("a\nb\tc\u{2028}d\u{85}e", "a b c d e"),
            ("a\u{0}b\u{7}c\u{1B}[31m\u{9B}d", "abc[31md"), ("\u{E000}3\u{E001}", "3"), ("a\u{F8FF}b\u{100000}c", "abc"),
            ("a\u{202E}b\u{2066}c", "abc"),
            ("\u{FEFF}a", "a"), ("👨‍👩‍👧 שלום", "👨‍👩‍👧 שלום"), (" \n ", ""), ("a ", "a"), ("Größe “7” –\u{A0}x", "Größe “7” –\u{A0}x"), ("a\u{10FFFD}", "a"),
        ] as [(String, String)])
    func valuesBecomeOneCleanLine(_ raw: String, _ clean: String) {
        #expect(Clean.line(raw) == clean)
    }

    @Test func longValuesAreCutOff() {
        let line = Clean.line(String(repeating: "x", count: 10_240))
        #expect(line.count == Clean.longest + 1)
        #expect(line.hasSuffix("x…"))
        #expect(Clean.line(String(repeating: "y", count: Clean.longest)).hasSuffix("y"))
    }

    @Test(
        arguments: [("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("ab cdef", 4, "ab…"), ("abc", 1, "…"), ("abc", 0, ""), ("🇩🇪🇩🇪🇩🇪", 2, "🇩🇪…")]
            as [(String, Int, String)])
    func namesAreShortenedByWhatReadersCallCharacters(_ text: String, _ limit: Int, _ short: String) {
        #expect(Clean.shortened(text, to: limit) == short)
    }

    @Test(
        arguments: [
            ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e"), ("HTTPS://A.example", "HTTPS://A.example"),
            ("mailto:a@example.com", "mailto:a@example.com"),
            ("https://a.example/ü \"<>", "https://a.example/%C3%BC%20%22%3C%3E"), ("https://a.example/%20|", "https://a.example/%20%7C"),
            ("javascript:alert(1)", nil),
            ("data:text/html,x", nil), ("//a.example", nil), ("/x", nil), ("", nil), ("https://", nil), ("https:///x", nil), ("https://a\r\nb", nil),
            ("java\nscript:x", nil),
            (" https://a.example", nil), ("ftp://a.example", nil), ("mailto:", nil),
        ] as [(String, String?)])
    func onlyWebAndMailTargetsAreLinks(_ text: String, _ target: String?) {
        #expect(LinkTarget.whole(text) == target)
    }

    @Test func aValueInsideATargetCannotLeaveItsPlace() {
        #expect(LinkTarget.part("TV 55 (2)&x=1#y/../?@:") == "TV%2055%20%282%29%26x%3D1%23y%2F..%2F%3F%40%3A")
    }

    @Test func placeholdersAreFoundAgain() {
        let text = "a" + Placeholder.text(0) + "\u{301}b" + Placeholder.text(12)
        #expect(Placeholder.parts(text) == [.literal("a"), .value(0), .literal("\u{301}b"), .value(12)])
        #expect(Placeholder.parts("") == [])
        #expect(Placeholder.parts("plain") == [.literal("plain")])
        for text in ["\u{E000}", "\u{E000}\u{E001}", "a\u{E000}1", "\u{E000}12\u{E002}", "\u{E001}", "\u{E000}x1\u{E001}"] {
            #expect(Placeholder.parts(text) == [.literal(text)], "no placeholder: \(text.debugDescription)")
        }
        #expect(Placeholder.parts("\u{E000}" + Placeholder.text(3)) == [.literal("\u{E000}"), .value(3)])
    }
}
