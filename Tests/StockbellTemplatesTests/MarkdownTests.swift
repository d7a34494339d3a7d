import StockbellCore
import Testing

@testable import StockbellTemplates

@Suite struct MarkdownTests {
    private func fill(_ text: String, _ values: String...) -> [Document.Block] {
        Filling(values: values.map { Value($0) }).document(Markdown.parse(text)).blocks
    }

    private let zero = Placeholder.text(0)
    private let one = Placeholder.text(1)

    @Test func everyBlockHasItsPlaceInTheTree() {
        let text = """
            # Title *a*

            one  
            two `c`

            > quoted

            1. first
            2. second
               - inner

            ***

                code

            | a | b |
            |---|---:|
            | c | **d** |
            """
        #expect(
            Markdown.parse(text).blocks == [
                .heading(level: 1, [.text("Title "), .emphasis([.text("a")])]),
                .paragraph([.text("one"), .lineBreak, .text("two "), .code("c")]),
                .quote([.paragraph([.text("quoted")])]),
                .list(
                    items: [
                        [.paragraph([.text("first")])],
                        [.paragraph([.text("second")]), .list(items: [[.paragraph([.text("inner")])]], isOrdered: false)],
                    ], isOrdered: true),
                .rule,
                .code("code\n"),
                .table(header: [[.text("a")], [.text("b")]], rows: [[[.text("c")], [.strong([.text("d")])]]]),
            ])
    }

    @Test func rawHTMLIsText() {
        #expect(Markdown.parse("a <b>x</b>").blocks == [.paragraph([.text("a <b>x</b>")])])
        #expect(Markdown.parse("<div>\n*x*\n</div>").blocks == [.paragraph([.text("<div>"), .lineBreak, .text("*x*"), .lineBreak, .text("</div>")])])
    }

    @Test func picturesAreTheirWords() {
        #expect(Markdown.parse("![the *shop*](https://a.example/x.png)").blocks == [.paragraph([.text("the "), .emphasis([.text("shop")])])])
    }

    @Test func addressesInTextAreNotLinks() {
        #expect(Markdown.parse("www.evil.example a@b.example https://c.example").blocks.count == 1)
        #expect(fill("\(zero)", "https://evil.example") == [.paragraph([.text("https://evil.example")])])
    }

    @Test func onlyTopLevelParagraphsOfNothingButLinksAreActions() {
        let link = Document.Link(label: [.text("a")], target: "https://a.example")
        #expect(Markdown.parse("[a](https://a.example) [a](https://a.example)\n[a](https://a.example)").blocks == [.actions([link, link, link])])
        #expect(Markdown.parse("[a](https://a.example) or").blocks == [.paragraph([.link(link), .text(" or")])])
        #expect(Markdown.parse("- [a](https://a.example)").blocks == [.list(items: [[.paragraph([.link(link)])]], isOrdered: false)])
        #expect(Markdown.parse("> [a](https://a.example)").blocks == [.quote([.paragraph([.link(link)])])])
    }

    @Test func boldBesideLettersHolds() {
        #expect(fill("am Ort**\(zero)**e", "(Süd)") == [.paragraph([.text("am Ort"), .strong([.text("(Süd)")]), .text("e")])])
    }

    @Test func codeHoldsAnyValue() {
        #expect(fill("`\(zero)`", "TV_55*A`x``") == [.paragraph([.code("TV_55*A`x``")])])
    }

    @Test func aTableCellHoldsABar() {
        let blocks = fill("| a | b |\n|---|---|\n| \(zero) | \(one) |", "x | y", "z")
        #expect(blocks == [.table(header: [[.text("a")], [.text("b")]], rows: [[[.text("x | y")], [.text("z")]]])])
    }

    @Test(
        arguments: [
            ("https://s.example/o?sku=\(Placeholder.text(0))&x=1", "TV 55 (2)", "https://s.example/o?sku=TV%2055%20%282%29&x=1"),
            (Placeholder.text(0), "https://a.example/x y", "https://a.example/x%20y"), (Placeholder.text(0), "javascript:alert(1)", nil),
            (Placeholder.text(0), "", nil), ("https://s.example/\(Placeholder.text(0))", "", nil),
            ("\(Placeholder.text(0))://x", "https", "https://x"),
            ("javascript:\(Placeholder.text(0))", "x", nil),
        ] as [(String, String, String?)])
    func aLinkWithoutATargetVanishesWithItsText(_ target: String, _ value: String, _ result: String?) {
        let blocks = fill("[open](\(target)) now", value)
        let link = result.map { Document.Inline.link(.init(label: [.text("open")], target: $0)) }
        #expect(blocks == [.paragraph(link.map { [$0, .text(" now")] } ?? [.text("now")])])
    }

    @Test func whatHoldsOnlyUnknownValuesIsGone() {
        #expect(
            fill("\(zero)\n\n**\(zero)**\n\n# \(zero)\n\n- \(zero)\n- x\n\n> \(zero)\n\n[a](\(zero)) [b](\(zero))", "") == [
                .list(items: [[.paragraph([.text("x")])]], isOrdered: false)
            ])
        #expect(fill("| a |\n|---|\n| \(zero) |", "") == [])
    }

    @Test func oneBlankRemainsAroundAnUnknownValue() {
        #expect(fill("a \(zero) b \(one)", "", "") == [.paragraph([.text("a b")])])
        #expect(fill("a \(zero) b", "x") == [.paragraph([.text("a x b")])])
    }

    @Test func headersAreOneTrimmedLine() {
        #expect(Filling(values: [Value("x"), Value("")]).line(" a \(zero)\n \(one) b  c ") == "a x b c")
    }
}
