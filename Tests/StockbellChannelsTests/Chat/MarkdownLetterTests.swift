import StockbellCore
import Testing

@testable import StockbellChannels

@Suite struct MarkdownLetterTests {
    private static let commonMarks: [MarkdownDialect] = [.discord, .mattermost]

    private func write(_ blocks: [Document.Block], subject: String = "Title", _ dialect: MarkdownDialect = .discord, limit: Int = 2000) throws
        -> String
    {
        try MarkdownLetter(dialect: dialect, limit: limit).write(Message(subject: subject, body: Document(blocks)))
    }

    private func line(_ inlines: [Document.Inline], _ dialect: MarkdownDialect) -> String { MarkdownText.write(inlines, dialect) }

    @Test func writesTheWholeTree() throws {
        let text = try write(
            [
                .heading(level: 2, [.text("Hamburg & "), .strong([.text("Linz")])]),
                .paragraph([
                    .strong([.text("Espresso")]), .text(" ("), .code("ESP-900"), .text(") ran "), .emphasis([.text("out")]), .lineBreak, .text("now"),
                ]),
                .table(header: [[.text("Place")], [.text("Left")]], rows: [[[.text("Hamburg")], [.text("4")]], [[.text("Linz")], []]]),
                .table(header: [[], []], rows: [[[.text("Threshold")], [.text("5")]]]),
                .list(
                    items: [
                        [.paragraph([.text("one")]), .list(items: [[.paragraph([.text("deep")])]], isOrdered: false)], [.paragraph([.text("two")])],
                    ], isOrdered: true),
                .quote([.paragraph([.text("said")])]),
                .rule,
                .code("if a < b {\n```"),
                .actions([
                    .init(label: [.text("I'm on it")], target: "https://s.example/a?b=1&c=2"),
                    .init(label: [.text("Snooze")], target: "https://s.example/(s)"),
                ]),
            ], subject: "Out of stock: Espresso")
        let expected = """
            **Out of stock: Espresso**

            **Hamburg & Linz**

            **Espresso** (`ESP-900`) ran *out*
            now

            • Hamburg, 4
            • Linz

            • Threshold: 5

            1. one
            \u{2003}• deep
            2. two

            > said

            ```
            if a < b {
            `·`·`
            ```

            [I'm on it](<https://s.example/a?b=1&c=2>) · [Snooze](<https://s.example/%28s%29>)
            """
        #expect(text.replacing("\u{200B}", with: "·") == expected)
    }

    /// Names that are markup somewhere, and what is beside them.
    static let names = [
        "<!channel>", "<@U012345>", "<@!123>", "@everyone", "@here", "@**all**", "#general", "[x](http://evil.example)",
        "![x](http://evil.example/p.png)",
        "[x]: http://evil.example", "a_b_c *bold* ~gone~ ~~gone~~", "`a_b*`", "``x``", "**", "*", "_", "a*", "\\", "\\*x\\*", "C:\\new\\.", "\\\\_",
        "<b>bold</b> & co &lt;b&gt; &#64;", "x <https://evil.example|shop>", "http://evil.example/x", "www.evil.example", "x@evil.example",
        "||spoiler||", ":tada: 10:30:45", "- item", "+ item", "1. item", "1) item", "# head", "-# small", "> quote", ">>> quote", "===", "---", "***",
        "___",
        "~~~", "```", "|a|b|", "    code", "\tcode", "$$x$$", "a\r\n# b", "👩‍👩‍👧‍👦 Café – 10 €", "WH-1000XM5 (black)", "<\u{338}!here>",
    ]

    @Test(arguments: commonMarks, names)
    func namesAreNothingButNames(_ dialect: MarkdownDialect, _ name: String) throws {
        let shown = String(String.UnicodeScalarView(name.unicodeScalars.map { $0.value < 32 ? " " : $0 }))
        for inlines in [
            [.text(name)], [.text("x "), .text(name), .text(" y")], [.strong([.text(name)])], [.strong([.text("x" + name)]), .text("y")],
        ]
            as [[Document.Inline]]
        {
            let read = CommonMark(line(inlines, dialect))
            #expect(read.text.contains(shown.drop { $0 == " " }), "\(read.text.debugDescription)")
            #expect(read.links == [])
            #expect(read.kinds.isSubset(of: ["document", "paragraph", "text", "strong"]), "\(read.kinds)")
        }
    }

    @Test(arguments: commonMarks)
    func formatsHoldBesideWhatEver(_ dialect: MarkdownDialect) throws {
        for (before, after) in [("", ""), ("a", "b"), (" ", " "), ("(", ")"), ("*", "*"), ("€", "€")] {
            for word in ["x", "(x)", "x!", "ß", " x ", "€"] {
                let read = CommonMark(line([.text(before), .strong([.text(word)]), .emphasis([.text(word)]), .text(after)], dialect))
                #expect(read.strong.map { $0.filter { $0 != " " } } == [word.filter { $0 != " " }], "\(before)\(word)\(after)")
                #expect(read.emphasised.map { $0.filter { $0 != " " } } == [word.filter { $0 != " " }], "\(before)\(word)\(after)")
            }
        }
    }

    @Test func linksCannotBeBrokenOutOf() {
        let link = Document.Inline.link(.init(label: [.text("a](http://evil.example) @here")], target: "https://e.example/x)y>z \"é"))
        #expect(line([link], .discord) == "[a\\]\u{200B}(http:\u{200B}//evil.example) @\u{200B}here](<https://e.example/x%29y%3Ez%20%22%C3%A9>)")
        #expect(line([link], .rocketChat) == "[a]\u{200B}(http:\u{200B}//evil.example) @\u{200B}here](https://e.example/x%29y%3Ez%20%22%C3%A9)")
        #expect(line([.link(.init(label: [.text("x")], target: "javascript:alert(1)"))], .discord) == "x")
    }

    @Test(arguments: [
        ("*bold* _it_ ~no~ `c`", "\\*bold\\* \\_it\\_ \\~no\\~ \\`c\\`"), ("[x](http://e)", "[x]·(http:·//e)"), ("@all #room", "@·all #·room"),
        ("||s||", "|·|s|·|"), ("\\*", "\\·\\*"), ("\\", "\\·"), ("<https://e|x>", "<·https:·//e|x>"), ("- x", "- x"),
        ("WH-1000 (x)!", "WH-1000 (x)!"),
    ])
    func rocketChatHasFewEscapes(_ name: String, _ expected: String) {
        #expect(line([.text("x " + name)], .rocketChat).replacing("\u{200B}", with: "·") == "x " + expected)
    }

    /// Its parser finds the end of a format in an escaped mark.
    @Test func rocketChatFormatsOnlyWhatIsPlain() {
        #expect(line([.strong([.text("Espresso (x)")])], .rocketChat).replacing("\u{200B}", with: "·") == "*Espresso (x)·*")
        #expect(line([.strong([.text("a_b")])], .rocketChat) == "a\\_b")
        #expect(line([.emphasis([.strong([.text("a")])])], .rocketChat).replacing("\u{200B}", with: "·") == "_·*a*·_")
        #expect(line([.emphasis([.text("a*b")])], .mattermost) == "a\\*b")
        #expect(line([.emphasis([.text("a*b")])], .discord) == "*a\\*b*")
    }

    @Test func aLongLetterKeepsItsEnd() throws {
        let rows = (0..<500).map { [[Document.Inline.text("Item \($0) <&>")], [.text("Hamburg")]] }
        let end = Document.Block.actions([.init(label: [.text("Open")], target: "https://s.example/")])
        for limit in 300...420 {
            let text = try write([.table(header: [[.text("a")], [.text("b")]], rows: rows), end], limit: limit)
            #expect(text.utf16.count <= limit)
            #expect(text.utf16.count > limit - 100)
            #expect(text.hasSuffix("\n…\n\n[Open](<https://s.example/>)"))
        }
        let code = try write([.code(String(repeating: "👩‍👩‍👧‍👦", count: 400)), end], limit: 600)
        #expect(code.utf16.count <= 600 && code.ranges(of: "```").count == 2 && code.hasSuffix("/>)"))
    }

    @Test func saysTheSubjectOnce() throws {
        #expect(
            try write([.paragraph([.strong([.text("Out of stock:")]), .text(" espresso")])], subject: "Out of  stock:")
                == "**Out of stock:\u{200B}** espresso")
        #expect(try write([], subject: "Out") == "**Out**")
        #expect(throws: ContentError.self) { try write([], subject: "") }
    }
}
