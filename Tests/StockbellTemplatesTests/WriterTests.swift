import StockbellCore
import Testing

@testable import StockbellTemplates

@Suite struct WriterTests {
    private let document = Document([
        .heading(level: 2, [.text("A & B")]),
        .paragraph([
            .strong([.text("<x>")]), .text(" \"q\" 'a'"), .lineBreak, .code("a<b"), .text(" "),
            .link(.init(label: [.text("see")], target: "https://a.example/?x=1&y=2")),
        ]),
        .quote([.paragraph([.text("one")]), .paragraph([.text("two")])]),
        .list(
            items: [
                [.paragraph([.text("first")])], [.paragraph([.text("second")]), .list(items: [[.paragraph([.text("inner")])]], isOrdered: false)],
            ], isOrdered: true),
        .code("let x\n\nlet y\n"),
        .rule,
        .actions([
            .init(label: [.text("Go")], target: "https://a.example/go"), .init(label: [.text("https://b.example")], target: "https://b.example"),
        ]),
    ])

    @Test func plainTextReadsWellByItself() {
        #expect(
            PlainWriter.write(document) == """
                A & B

                <x> "q" 'a'
                a<b see <https://a.example/?x=1&y=2>

                > one
                >
                > two

                1. first
                2. second

                   - inner

                    let x

                    let y

                ----

                Go <https://a.example/go>
                <https://b.example>
                """)
    }

    @Test func narrowTablesAreColumnsAndWideOnesBullets() {
        let header: [[Document.Inline]] = [[.text("item")], [.text("left")]]
        let narrow = Document([.table(header: header, rows: [[[.text("Ä")], [.text("4")]], [[.text("long name")], []]])])
        #expect(PlainWriter.write(narrow) == "item       left\n---------  ----\nÄ          4\nlong name")
        let name = String(repeating: "x", count: 80)
        let wide = Document([.table(header: header, rows: [[[.text(name)], [.text("4")]], [[.text("y")], []]])])
        #expect(PlainWriter.write(wide) == "- \(name); left: 4\n- y")
    }

    @Test func htmlEscapesEveryText() {
        let html = HTMLWriter.write(document)
        #expect(html.contains(">A &amp; B</h2>"))
        #expect(html.contains("<strong>&lt;x&gt;</strong> &quot;q&quot; &#39;a&#39;<br><code"))
        #expect(html.contains("href=\"https://a.example/?x=1&amp;y=2\""))
        #expect(html.contains(">Go</a>"))
        #expect(html.contains("<pre"))
        #expect(html.contains(">let x\n\nlet y\n</pre>"))
    }

    @Test func everyElementIsClosed() {
        let table = Document.Block.table(header: [[.text("a")]], rows: [[[.text("b")]]])
        let html = HTMLWriter.write(Document(document.blocks + [table]))
        for name in ["h2", "p", "blockquote", "ol", "ul", "li", "pre", "code", "strong", "a", "table", "tr", "th", "td"] {
            #expect(count("<\(name)", html) == count("</\(name)>", html), "\(name)")
        }
    }

    /// How often an element is opened (`<p`, but not `<pre`) or closed.
    private func count(_ mark: String, _ html: String) -> Int {
        html.ranges(of: mark).count { range in
            mark.hasSuffix(">") || html[range.upperBound...].first.map { $0 == " " || $0 == ">" } == true
        }
    }
}
