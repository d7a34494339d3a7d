import Curl
import FoundationEssentials
import StockbellChannels
import StockbellCore
import Testing

@Suite struct SlackAdapterTests {
    private func post(_ blocks: [Document.Block], subject: String = "Title") throws -> ReadSlack {
        try ReadSlack(AdapterContract.request(.slack, Message(subject: subject, body: Document(blocks))))
    }

    /// One paragraph as Slack gets it; zero-width spaces are shown as `·`.
    private func written(_ inlines: [Document.Inline]) throws -> String {
        try post([.paragraph([.text("Title")]), .paragraph(inlines)]).sections.joined(separator: "|").replacing("\u{200B}", with: "·")
            .replacing("Title\n\n", with: "")
    }

    @Test func writesTheWholeTree() throws {
        let post = try post(
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
                    .init(label: [.text("Snooze")], target: "https://s.example/s"),
                ]),
            ], subject: "Out of stock: Espresso")
        let text = """
            *Out of stock: Espresso*

            *Hamburg &amp; Linz*

            *Espresso* (`ESP-900`) ran _out_
            now

            • Hamburg, 4
            • Linz

            • Threshold: 5

            1. one
                • deep
            2. two

            > said

            ```
            if a &lt; b {
            \u{2CB}\u{2CB}\u{2CB}
            ```

            <https://s.example/a?b=1&amp;c=2|I'm on it> · <https://s.example/s|Snooze>
            """
        #expect(post.sections == [text])
        #expect(post.text == "Out of stock: Espresso")
        #expect(post.blocks.allSatisfy { $0.type == "section" && $0.text?.type == "mrkdwn" && $0.text?.verbatim == true })
    }

    @Test(arguments: [
        ("snake_case*2", "snake_case*2"), ("*bold*", "*·bold·*"), ("a *b* c", "a *·b·* c"), ("_x", "_·x"), ("3 * 4", "3 * 4"),
        ("`a_b*`", "`·a_b·*·`·"),
        ("<!channel>", "&lt;!channel&gt;"), ("@here", "@·here"), ("@anna", "@anna"), (":tada:", ":·tada:"), ("10:30", "10:30"), ("> x", "·&gt; x"),
        ("12:30:45", "12:30:45"), (":100:", ":·100:"), ("12:30:tada:", "12:30:·tada:"),
        ("<\u{338}!here>", "&lt;\u{338}!here&gt;"), ("a\r\nb", "a  b"),
    ])
    func neutralisesOnlyWhatWouldFormat(_ name: String, _ expected: String) throws {
        #expect(try written([.text(name)]) == expected)
    }

    @Test func formatsStayApartFromTheWordsAroundThem() throws {
        #expect(try written([.text("a"), .strong([.text("b")]), .text("c")]) == "a·*b*·c")
        #expect(try written([.text("a"), .strong([.text(" b ")]), .text("c")]) == "a *b* c")
        #expect(try written([.strong([.text("a")]), .emphasis([.text("b")])]).contains("*a*") == true)
        #expect(try written([.strong([.strong([.text("a")])])]) == "*a*")
        #expect(try written([.strong([.text("  ")]), .text("x")]) == "  x")
        #expect(try written([.text("snake"), .text("_"), .text("case")]) == "snake_case")
    }

    @Test func linksCannotBeBrokenOutOf() throws {
        #expect(
            try written([.link(.init(label: [.text("a|b> <!here>")], target: "https://e.example/x|y>z<\" é"))])
                == "<https://e.example/x%7Cy%3Ez%3C\"%20%C3%A9|a|b&gt; &lt;!here&gt;>")
        #expect(try written([.link(.init(label: [.text("x")], target: "javascript:alert(1)"))]) == "x")
        #expect(try written([.link(.init(label: [.text("x")], target: "!channel"))]) == "x")
    }

    @Test func saysTheSubjectOnce() throws {
        #expect(
            try post([.paragraph([.strong([.text("Out of stock:")]), .text(" espresso, Hamburg")])], subject: "Out of  stock: Espresso,").sections
                == ["*Out of stock:* espresso, Hamburg"])
        #expect(try post([.paragraph([.text("Outer")])], subject: "Out").sections == ["*Out*\n\nOuter"])
        #expect(try post([], subject: "Out").sections == ["*Out*"])
        #expect(throws: ContentError.self) { try post([], subject: "") }
    }

    @Test func keepsTheActionsOfAnEndlessSummary() throws {
        let rows = (0..<20_000).map { [[Document.Inline.text("Item \($0) <&>")], [.text("Hamburg")]] }
        let post = try post([
            .table(header: [[.text("a")], [.text("b")]], rows: rows), .actions([.init(label: [.text("Open")], target: "https://s.example/")]),
        ])
        #expect(post.sections.count == 50)
        #expect(post.sections.suffix(2) == ["…", "<https://s.example/|Open>"])
        #expect(post.sections.allSatisfy { $0.utf16.count <= 3000 })
    }

    @Test func cutsLongLinesWithoutBreakingMarkup() throws {
        for length in 2900...3010 {
            let link = Document.Inline.link(.init(label: [.text("&&&&&&&&")], target: "https://s.example/"))
            let section = try #require(
                post([.paragraph([.text(String(repeating: "x", count: length)), link, .strong([.text("bold 👩‍👩‍👧‍👦")])])]).sections.last)
            #expect(section.utf16.count <= 3000)
            #expect(section.filter { $0 == "<" }.count == section.filter { $0 == ">" }.count)
            #expect(section.filter { $0 == "*" }.count.isMultiple(of: 2))
            #expect(section.count(of: "&") == section.count(of: "&amp;"))
        }
    }

    @Test func aHugeLinkIsItsWords() throws {
        #expect(try written([.link(.init(label: [.text("x")], target: "https://e.example/" + String(repeating: "y", count: 5000)))]) == "x")
    }

    @Test(arguments: [
        (200, "ok", "delivered"), (200, "ok\n", "delivered"), (200, "no_text", "rejected refused-content"),
        (200, "<html>", "unknown no-answer"), (200, "", "unknown no-answer"), (202, "Accepted", "unknown no-answer"),
        (400, "invalid_payload", "rejected refused-content"), (400, "no_text", "rejected refused-content"),
        (400, "user_not_found", "rejected refused-content"),
        (400, "too_many_attachments", "rejected refused-content"), (400, "what", "rejected refused-content"),
        (403, "invalid_token", "misconfigured authentication"),
        (403, "action_prohibited", "misconfigured authentication"), (403, "posting_to_general_channel_denied", "misconfigured authentication"),
        (403, "team_disabled", "misconfigured authentication"), (404, "channel_not_found", "misconfigured unknown-recipient"),
        (404, "no_service", "misconfigured gone"), (404, "no_active_hooks", "misconfigured gone"),
        (404, "", "misconfigured unknown-recipient"),
        (410, "channel_is_archived", "misconfigured unknown-recipient"), (410, "", "misconfigured unknown-recipient"),
        (429, "rate_limited", "retry rate-limited channel"),
        (500, "rollup_error", "retry server-error message"), (503, "", "retry server-error channel"),
    ])
    func judgesByName(_ status: Int, _ body: String, _ label: String) throws {
        #expect(try AdapterContract.outcome(.slack, Samples.response(status, body)).label == label)
    }

    @Test func whatStandsForTheBlocksLinksNowhere() throws {
        #expect(try post([], subject: "Espresso http://evil.example").text == "Espresso http:\u{200B}//evil.example")
    }

    @Test func honoursRetryAfterAndDoesNotGuess() throws {
        #expect(try AdapterContract.outcome(.slack, Samples.response(200, "<html>")).text == "HTTP 200, but Slack did not say ok")
        #expect(try AdapterContract.outcome(.slack, Samples.response(429, "rate_limited", retryAfter: "30")).after == .seconds(30))
        let cut = CurlResponse(code: 56, status: 200, isRequestSent: true, error: "reset")
        #expect(try AdapterContract.outcome(.slack, cut).label == "unknown no-answer")
    }
}

extension String {
    fileprivate func count(of part: String) -> Int { ranges(of: part).count }
}
