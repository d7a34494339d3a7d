import Testing

@testable import StockbellCatcher

@Suite struct JSONMarkupTests {
    private func text(_ json: String) -> String {
        JSONMarkup.html(json).replacing(/<[^>]*>/, with: "")
    }

    @Test(arguments: [
        (#"{"a":1,"b":[],"c":{}}"#, "{\n  &quot;a&quot;: 1,\n  &quot;b&quot;: [],\n  &quot;c&quot;: {}\n}"),
        (#"[1.50, "x\"]",{"y" : null}]"#, "[\n  1.50,\n  &quot;x\\&quot;]&quot;,\n  {\n    &quot;y&quot;: null\n  }\n]"),
        ("12345678901234567890", "12345678901234567890"), ("", ""),
    ])
    func laysOutWithoutChangingAnything(_ json: String, _ expected: String) {
        #expect(text(json) == expected)
    }

    @Test func tellsKeysFromValues() {
        #expect(JSONMarkup.html(#"{"a":"b"}"#) == "{\n  <span class=\"key\">&quot;a&quot;</span>: <span class=\"string\">&quot;b&quot;</span>\n}")
    }

    @Test(arguments: ["}}}]]", "\"open", "{\"a", "\\", "<script>", "[[[[", "a\"b"])
    func whatIsNotJSONComesOutEscaped(_ text: String) {
        #expect(!JSONMarkup.html(text).contains("<script>"))
    }
}
