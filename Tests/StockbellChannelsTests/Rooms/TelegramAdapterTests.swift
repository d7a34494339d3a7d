import Curl
import FoundationEssentials
import StockbellChannels
import StockbellCore
import Testing

@Suite struct TelegramAdapterTests {
    private static let settings = TelegramSettings(token: Secret("123456789:AAbbCCddEEffGGhhIIjj"), room: "-1001234567890", topic: 7)
    private static let kind = ChannelSettings.Kind.telegram(settings)
    private static let sent = Samples.response(200, #"{"ok":true,"result":{"message_id":42,"chat":{"id":-1001234567890}}}"#)

    /// The first message of an incident, as its receipt names it.
    private static let first = "-1001234567890/7 17"

    private static func refusal(_ code: Int, _ description: String, _ parameters: String = "{}") -> CurlResponse {
        Samples.response(code, #"{"ok":false,"error_code":\#(code),"description":"\#(description)","parameters":\#(parameters)}"#)
    }

    private func text(_ blocks: [Document.Block], subject: String = "") throws -> String {
        try Attempt(Self.kind, [], letter: Message(subject: subject, body: Document(blocks))).last.text("text") ?? ""
    }

    @Test func writesTheDocumentedBody() throws {
        let attempt = try Attempt(Self.kind, [])
        let request = try #require(attempt.requests.first)
        #expect(request.url == "https://api.telegram.org/bot123456789:AAbbCCddEEffGGhhIIjj/sendMessage")
        #expect(request.headers.contains(Header(name: "Content-Type", value: "application/json; charset=utf-8")))
        let body = try attempt.last
        #expect(body["chat_id"] == .number(-1_001_234_567_890))
        #expect(body["message_thread_id"] == .number(7))
        #expect(body["parse_mode"] == .string("HTML"))
        #expect(body["link_preview_options", "is_disabled"] == .flag(true))
        #expect(body["text"] == .string("<b>Out of stock: Espresso</b>\n\n<b>Espresso</b> ran out\n\n• Espresso, Hamburg"))
        #expect(body["reply_markup", "inline_keyboard", "0", "0", "text"] == .string("I'm on it"))
        #expect(body["reply_markup", "inline_keyboard", "0", "0", "url"] == .string("https://stock.example.com/i/1?a=1&b=2"))
        #expect(body["reply_parameters"] == nil)
    }

    @Test(arguments: [("-100777", ReadJSON.number(-100_777), nil), ("-100777/9", .number(-100_777), 9), ("@buyers", .string("@buyers"), nil)])
    func anAddressNamesChatAndTopic(_ recipient: String, _ chat: ReadJSON, _ topic: Double?) throws {
        let body = try Attempt(Self.kind, [], to: recipient).last
        #expect(body["chat_id"] == chat)
        #expect(body["message_thread_id"] == topic.map { .number($0) })
    }

    @Test func writesWhatTelegramHasTagsFor() throws {
        let link = Document.Link(label: [.text("a\"b")], target: "https://e.example/?a=1&b=\"2\"")
        #expect(
            try text([
                .heading(level: 2, [.text("H")]), .paragraph([.emphasis([.text(" i ")]), .code("a<b"), .lineBreak, .link(link)]),
                .list(items: [[.paragraph([.text("one")])], [.paragraph([.text("two")]), .quote([.paragraph([.text("q")])])]], isOrdered: true),
                .code("x\n<y>\n"), .rule, .table(header: [[], []], rows: [[[.text("Stock")], [.text("0")]], [[.text("Only")], []]]),
            ])
                == "<b>H</b>\n\n <i>i</i> <code>a&lt;b</code>\n<a href=\"https://e.example/?a=1&amp;b=&quot;2&quot;\">a&quot;b</a>\n\n"
                + "1. one\n2. two\n&gt;    q\n\n<pre>x\n&lt;y&gt;\n</pre>\n\n• Stock: 0\n• Only")
        #expect(try text([.paragraph([.link(.init(label: [.text("Mail")], target: "mailto:a@b.example"))])]) == "Mail: a@b.example")
    }

    @Test func namesCallNobody() throws {
        #expect(
            try text([.paragraph([.text("@channel /start a@b.example 5/7 https://x/y www.x")])])
                == "@\u{200B}channel /\u{200B}start a@b.example 5/7 https:\u{200B}//x/y w\u{200B}ww.x")
    }

    @Test func aLongLetterIsCutAndKeepsItsButtons() throws {
        let letter = Samples.letter(named: String(repeating: "<👩‍👩‍👧‍👦>", count: 2000), subject: "Out")
        let body = try Attempt(Self.kind, [], letter: letter).last
        let shown = ReadJSON.shownHTML(body.text("text") ?? "")
        #expect((4080...4096).contains(shown.utf16.count))
        #expect(shown.hasSuffix("…"))
        #expect(body["reply_markup", "inline_keyboard", "0", "0"] != nil)
    }

    @Test func laterMessagesAnswerTheFirst() throws {
        #expect(try Attempt(Self.kind, [Self.sent]).receipt == Receipt(providerID: "42", answer: "200 ok", thread: "-1001234567890/7 42"))
        let later = try Attempt(Self.kind, [Self.sent], thread: Self.first)
        #expect(try later.last["reply_parameters"] == .object(["message_id": .number(17), "allow_sending_without_reply": .flag(true)]))
        #expect(later.receipt?.thread == Self.first)
        #expect(try Attempt(Self.kind, [], incidents: .single, thread: Self.first).last["reply_parameters"] == nil)
    }

    @Test func editsAndSendsAnewWhatIsGone() throws {
        let edit = try Attempt(Self.kind, [Self.sent], incidents: .edit, thread: Self.first)
        #expect(edit.requests.map { $0.url.split(separator: "/").last } == ["editMessageText"])
        #expect(try edit.last["message_id"] == .number(17))
        #expect(try edit.last["message_thread_id"] == nil)
        let same = try Attempt(Self.kind, [Self.refusal(400, "Bad Request: message is not modified: …")], incidents: .edit, thread: Self.first)
        #expect(same.receipt?.thread == Self.first && same.receipt?.providerID == "17")
        let gone = try Attempt(
            Self.kind, [Self.refusal(400, "Bad Request: message to edit not found"), Self.sent], incidents: .edit, thread: Self.first)
        #expect(gone.requests.map { $0.url.split(separator: "/").last } == ["editMessageText", "sendMessage"])
        #expect(gone.receipt?.thread == "-1001234567890/7 42")
    }

    @Test func whatIsNotUnderstoodGoesOutAsBareTextOnce() throws {
        for description in ["can't parse entities: x", "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL"] {
            let refused = Self.refusal(400, "Bad Request: \(description)")
            let again = try Attempt(Self.kind, [refused, Self.sent])
            let body = try again.last
            #expect(body["parse_mode"] == nil && body["reply_markup"] == nil)
            #expect(body.text("text")?.hasSuffix("I'm on it: https://stock.example.com/i/1?a=1&b=2") == true)
            #expect(again.receipt?.answer == "200 ok, without formats")
            #expect(try Attempt(Self.kind, [refused, refused]).outcome?.label == "rejected refused-content")
        }
    }

    @Test func aGroupThatBecameASupergroupIsFollowedOnce() throws {
        let moved = Self.refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", #"{"migrate_to_chat_id":-100555}"#)
        let attempt = try Attempt(Self.kind, [moved, Self.sent], thread: Self.first)
        #expect(try attempt.last["chat_id"] == .number(-100_555))
        #expect(try attempt.last["reply_parameters"] == nil)
        #expect(attempt.receipt?.answer == "200 ok; the group has become a supergroup, so enter its new id -100555")
        #expect(attempt.receipt?.thread == "-1001234567890/7>-100555 42")
        #expect(try Attempt(Self.kind, [moved, moved]).outcome?.label == "rejected refused-content")
    }

    /// Later messages of the incident go to the supergroup, until somebody enters it and after that.
    @Test(arguments: [("-5", -100_555.0, true, "-5>-100555 42"), ("-100555", -100_555, true, "-5>-100555 42"), ("-6", -6, false, "-6 42")])
    func aThreadFollowsItsGroup(_ room: String, _ chat: Double, _ isAnswer: Bool, _ thread: String) throws {
        for incidents in [IncidentStyle.thread, .edit] {
            let later = try Attempt(Self.kind, [Self.sent], incidents: incidents, to: room, thread: "-5>-100555 42")
            let body = try later.last
            #expect(body["chat_id"] == .number(chat))
            #expect((body["reply_parameters"] != nil || body["message_id"] != nil) == isAnswer)
            #expect(later.receipt?.answer.contains("enter its new id -100555") == (room == "-5"))
            if incidents == .thread { #expect(later.receipt?.thread == thread) }
        }
    }

    @Test(arguments: ["-1009/7 17", "-1001234567890/8 17", "-1001234567890 17", "17", "-1001234567890/x 17", "-1001234567890/7 x"])
    func aThreadInAnotherRoomIsLeftAlone(_ thread: String) throws {
        let edit = try Attempt(Self.kind, [Self.sent], incidents: .edit, thread: thread)
        #expect(edit.requests.map { $0.url.split(separator: "/").last } == ["sendMessage"])
        #expect(try Attempt(Self.kind, [], thread: thread).last["reply_parameters"] == nil)
    }

    @Test(arguments: [
        (400, "Bad Request: chat not found", "misconfigured unknown-recipient", "rejected unknown-recipient"),
        (400, "Bad Request: message is too long", "rejected too-large", "rejected too-large"),
        (400, "Bad Request: message thread not found", "misconfigured unknown-recipient", "rejected unknown-recipient"),
        (400, "Bad Request: not enough rights to send text messages to the chat", "misconfigured policy", "rejected policy"),
        (400, "Bad Request: message text is empty", "rejected refused-content", "rejected refused-content"),
        (401, "Unauthorized", "misconfigured authentication", "misconfigured authentication"),
        (404, "Not Found", "misconfigured authentication", "misconfigured authentication"),
        (403, "Forbidden: bot was blocked by the user", "misconfigured unknown-recipient", "rejected unknown-recipient suppress"),
        (403, "Forbidden: bot was kicked from the supergroup chat", "misconfigured unknown-recipient", "rejected unknown-recipient suppress"),
        (403, "Forbidden: user is deactivated", "misconfigured unknown-recipient", "rejected unknown-recipient suppress"),
        (429, "Too Many Requests: retry after 5", "retry rate-limited channel", "retry rate-limited address"),
        (413, "Request Entity Too Large", "rejected too-large", "rejected too-large"),
        (500, "Internal Server Error", "retry server-error message", "retry server-error message"),
        (502, "Bad Gateway", "retry server-error channel", "retry server-error channel"),
    ])
    func judgesByDescription(_ status: Int, _ description: String, _ own: String, _ named: String) throws {
        #expect(try Attempt(Self.kind, [Self.refusal(status, description)]).outcome?.label == own)
        #expect(try Attempt(Self.kind, [Self.refusal(status, description)], to: "-5").outcome?.label == named)
    }

    @Test func aTopicThatIsNoNumberIsRefused() {
        #expect(throws: ContentError.self) { try Attempt(Self.kind, [Self.sent], to: "-1009/abc") }
    }

    @Test func waitsAsLongAsHeaderOrBodyAsk() throws {
        let slow = Self.refusal(429, "Too Many Requests: retry after 35", #"{"retry_after":35}"#)
        #expect(try Attempt(Self.kind, [slow]).outcome?.after == .seconds(35))
        var both = slow
        both.headers = [Header(name: "Retry-After", value: "40")]
        #expect(try Attempt(Self.kind, [both]).outcome?.after == .seconds(40))
        #expect(try Attempt(Self.kind, [Self.refusal(429, "x", #"{"retry_after":99999999}"#)]).outcome?.after == .seconds(3600))
    }

    @Test func whatIsNoAnswerOfTelegramIsNone() throws {
        #expect(try Attempt(Self.kind, [Samples.response(200, "<html>Log in to the Wi-Fi</html>")]).outcome?.label == "unknown no-answer")
        #expect(try Attempt(Self.kind, [Samples.response(404, "<html>")]).outcome?.label == "misconfigured unknown-recipient")
    }

    @Test func withoutAChatNothingGoesOut() throws {
        #expect(throws: ContentError.self) { try Attempt(.telegram(TelegramSettings(token: Secret("1:x"))), []) }
    }
}
