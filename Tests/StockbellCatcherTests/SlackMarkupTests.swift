import Testing

@testable import StockbellCatcher

@Suite struct SlackMarkupTests {
    @Test(arguments: [
        ("*bold* _italic_ ~gone~ `code`", "<b>bold</b> <i>italic</i> <s>gone</s> <code>code</code>"),
        ("*bold _both_*", "<b>bold <i>both</i></b>"), ("2*3*4 a_b_c", "2*3*4 a_b_c"), ("* not* *a *", "* not* *a *"), ("**", "**"),
        ("`*a* &lt;b&gt;`", "<code>*a* &lt;b&gt;</code>"), ("a &amp; b &lt;!channel&gt;", "a &amp; b &lt;!channel&gt;"),
        (
            "<https://a.example/?x=1&amp;y=2|see *it*>",
            #"<a href="https://a.example/?x=1&amp;y=2" target="_blank" rel="noopener noreferrer">see *it*</a>"#
        ),
        ("<https://a.example>", #"<a href="https://a.example" target="_blank" rel="noopener noreferrer">https://a.example</a>"#),
        (
            "<!channel> <@U1|anna> <#C1|stock>",
            ##"<span class="mention">@channel</span> <span class="mention">@anna</span> <span class="mention">#stock</span>"##
        ),
        ("<!date^1763748000^{date}|2025-11-21>", "2025-11-21"), ("<javascript:x|y>", "y"), ("a < b", "a &lt; b"), ("a\nb", "a<br>b"),
        ("• one\n• *two*\nend", #"<div class="item">one</div><div class="item"><b>two</b></div>end"#),
        ("&gt; said *so*", "<blockquote>said <b>so</b></blockquote>"), ("x ```\n*a*\n&lt;b\n``` y", "x <pre>*a*\n&lt;b</pre> y"),
        ("a ``` b", "a ``` b"),
    ])
    func becomesSimpleHTML(_ markup: String, _ html: String) {
        #expect(SlackMarkup.html(markup) == html)
    }

    @Test(arguments: ["*a ", "_*", "<", "`", "*_~", "<a|"])
    func hostileRepetitionEndsSoon(_ unit: String) {
        let html = SlackMarkup.html(String(repeating: unit, count: 20_000))
        #expect(!html.isEmpty)
    }
}
