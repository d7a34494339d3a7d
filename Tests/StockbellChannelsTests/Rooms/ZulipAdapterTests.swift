import Curl
import FoundationEssentials
import StockbellChannels
import StockbellCore
import Testing

@Suite struct ZulipAdapterTests {
    private static let kind = ChannelSettings.Kind.zulip(
        ZulipSettings(url: Secret("https://z.example.com"), username: "bot@z.example.com", key: Secret("kEy"), room: "purchasing"))
    private static let sent = Samples.response(200, #"{"result":"success","msg":"","id":42}"#)

    private static func refusal(_ status: Int, _ code: String, _ text: String = "No", _ more: String = "") -> CurlResponse {
        Samples.response(status, #"{"result":"error","code":"\#(code)","msg":"\#(text)"\#(more)}"#)
    }

    private func content(_ blocks: [Document.Block]) throws -> String {
        let attempt = try Attempt(Self.kind, [], letter: Message(subject: "", body: Document(blocks)))
        return try ReadForm(#require(attempt.requests.first)).fields["content"] ?? ""
    }

    @Test func postsAFormWithTheMatterAsTopic() throws {
        let attempt = try Attempt(Self.kind, [Self.sent], matter: "Espresso, Hamburg")
        let request = try #require(attempt.requests.first)
        #expect(request.url == "https://z.example.com/api/v1/messages" && request.method == "POST")
        #expect(request.username == "bot@z.example.com" && request.password == "kEy")
        #expect(request.headers == [Header(name: "Content-Type", value: "application/x-www-form-urlencoded")])
        #expect(
            try ReadForm(request).fields == [
                "type": "stream", "to": "purchasing", "topic": "Espresso, Hamburg",
                "content": "**Out of stock: Espresso**\n\n**Espresso** ran out\n\n• Espresso, Hamburg\n\n"
                    + "[I'm on it](https://stock.example.com/i/1?a=1&b=2)",
            ])
        #expect(attempt.receipt == Receipt(providerID: "42", answer: "200 success"))
    }

    @Test(arguments: [(nil, "purchasing"), ("", "purchasing"), (String(repeating: "é", count: 80), String(repeating: "é", count: 59) + "…")])
    func aTopicHasSixtyCharacters(_ matter: String?, _ topic: String) throws {
        #expect(try ReadForm(#require(Attempt(Self.kind, [], matter: matter).requests.first)).fields["topic"] == topic)
    }

    @Test func namesAreNoMarkup() throws {
        let names = "@**all** *b* `c` ~~d~~ #**x** :tada: [x](http://evil.example) $$y$$ <time:2020>"
        let written = try content([.paragraph([.text(names)])])
        #expect(written.replacing("\u{200A}", with: "").replacing("\u{200B}", with: "").replacing("\u{02CB}", with: "`") == names)
        for markup in ["@**", "*b", "`", "~~", "](", ":tada", "$$", "<time"] { #expect(!written.contains(markup), "\(markup)") }
        #expect(try content([.paragraph([.text("since 16:03, 12:30:45")])]) == "since 16:03, 12:30:45")
        #expect(try content([.paragraph([.text("http://evil.example")])]) == "http:\u{200B}//evil.example")
        #expect(try content([.paragraph([.text("/me ran")])]) == "\u{200B}/me ran")
        #expect(try content([.paragraph([.text("1. x")])]) == "\u{200B}1. x")
        #expect(try content([.paragraph([.text("> x")])]) == "\u{200B}> x")
    }

    @Test func linksThatMarkdownWouldBreakAreWrittenOut() throws {
        #expect(
            try content([.paragraph([.link(.init(label: [.text("a")], target: "https://e.example/(x)"))])]) == "[a](https://e.example/%28x%29)")
        #expect(try content([.paragraph([.link(.init(label: [.text("a]b")], target: "https://e.example/"))])]) == "a]b: https://e.example/")
    }

    @Test func editsAndPostsAnewWhatCannotBeEdited() throws {
        #expect(try Attempt(Self.kind, [Self.sent], incidents: .edit).receipt?.thread == "42")
        let edit = try Attempt(Self.kind, [Samples.response(200, #"{"result":"success","msg":""}"#)], incidents: .edit, thread: "17")
        #expect(edit.requests.map(\.method) == ["PATCH"] && edit.requests[0].url == "https://z.example.com/api/v1/messages/17")
        #expect(edit.receipt == Receipt(providerID: "17", answer: "200 success", thread: "17"))
        let late = try Attempt(
            Self.kind, [Self.refusal(400, "BAD_REQUEST", "The time limit for editing this message has passed"), Self.sent], incidents: .edit,
            thread: "17")
        #expect(late.requests.map(\.method) == ["PATCH", "POST"])
        #expect(late.receipt?.thread == "42")
    }

    @Test(arguments: [
        (401, "UNAUTHORIZED", "Malformed API key", "misconfigured authentication", "misconfigured authentication"),
        (403, "REALM_DEACTIVATED", "x", "misconfigured authentication", "misconfigured authentication"),
        (400, "STREAM_DOES_NOT_EXIST", "x", "misconfigured unknown-recipient", "rejected unknown-recipient"),
        (400, "BAD_REQUEST", "Not authorized to send to channel 'x'", "misconfigured policy", "rejected policy"),
        (400, "BAD_REQUEST", "Message must not be empty", "rejected refused-content", "rejected refused-content"),
        (429, "RATE_LIMIT_HIT", "x", "retry rate-limited channel", "retry rate-limited channel"),
        (500, "INTERNAL", "x", "retry server-error message", "retry server-error message"),
    ])
    func judgesByCode(_ status: Int, _ code: String, _ text: String, _ own: String, _ named: String) throws {
        #expect(try Attempt(Self.kind, [Self.refusal(status, code, text)]).outcome?.label == own)
        #expect(try Attempt(Self.kind, [Self.refusal(status, code, text)], to: "sales").outcome?.label == named)
    }

    @Test func aFractionOfASecondIsWaitedToTheEnd() throws {
        let slow = Self.refusal(429, "RATE_LIMIT_HIT", "API usage exceeded rate limit", #","retry-after":28.706807374954224"#)
        #expect(try Attempt(Self.kind, [slow]).outcome?.after == .seconds(29))
    }

    @Test func whatIsNoAnswerOfZulipIsNone() throws {
        #expect(try Attempt(Self.kind, [Samples.response(200, "<html>")]).outcome?.label == "unknown no-answer")
    }
}
