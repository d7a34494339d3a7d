import Curl
import FoundationEssentials
import StockbellChannels
import StockbellCore
import Testing

@Suite struct NtfyAdapterTests {
    private static let kind = ChannelSettings.Kind.ntfy(NtfySettings(url: Secret("https://ntfy.example.com"), token: Secret("tk_x1"), room: "stock"))

    private func body(_ letter: Message, to recipient: String? = nil) throws -> ReadJSON {
        try Attempt(Self.kind, [], letter: letter, to: recipient).last
    }

    @Test func publishesAsJSONAtTheRoot() throws {
        var letter = Samples.letter(named: "Espresso")
        letter.isUrgent = true
        let attempt = try Attempt(Self.kind, [], letter: letter)
        #expect(attempt.requests.first?.url == "https://ntfy.example.com/")
        #expect(attempt.requests.first?.headers.contains(Header(name: "Authorization", value: "Bearer tk_x1")) == true)
        let link = ReadJSON.string("https://stock.example.com/i/1?a=1&b=2")
        #expect(
            try attempt.last
                == .object([
                    "topic": .string("stock"), "title": .string("Out of stock: Espresso"),
                    "message": .string("Espresso ran out\n\n• Espresso, Hamburg"), "priority": .number(4), "click": link,
                    "actions": .list([.object(["action": .string("view"), "label": .string("I'm on it"), "url": link])]),
                ]))
    }

    @Test func threeLinksAreButtonsAndTheOthersStayInTheText() throws {
        let links = (1...5).map { Document.Link(label: [.text("L\($0)")], target: "https://e.example/\($0)") }
        let body = try body(Message(subject: "S", body: Document([.paragraph([.text("T")]), .actions(links)])))
        #expect(body["actions", "2", "label"] == .string("L3") && body["actions", "3"] == nil)
        #expect(body["message"] == .string("T\n\nL4: https://e.example/4\nL5: https://e.example/5"))
        #expect(body["priority"] == nil)
    }

    @Test func aMessageIsNeverLongerThanAMessage() throws {
        let body = try body(Samples.letter(named: String(repeating: "é👩‍👩‍👧‍👦", count: 500)))
        let text = body.text("message") ?? ""
        #expect((4000...4096).contains(text.utf8.count) && text.hasSuffix("…"))
        #expect((body.text("title")?.utf8.count ?? 0) <= 250)
        #expect(body["actions", "0"] != nil)
    }

    /// The app makes a link of every URL.
    @Test func aNameLinksNowhere() throws {
        let link = Document.Inline.link(.init(label: [.text("https://s.example/")], target: "https://s.example/"))
        let body = try body(
            Message(subject: "http://evil.example", body: Document([.paragraph([.text("www.evil.example http:\u{338}//x "), link])])))
        #expect(body["title"] == .string("http:\u{200B}//evil.example"))
        #expect(body["message"] == .string("w\u{200B}ww.evil.example http:\u{338}//x https://s.example/"))
    }

    @Test func onlyASubjectIsTheMessage() throws {
        #expect(try body(Message(subject: "S")) == .object(["topic": .string("stock"), "message": .string("S")]))
        #expect(throws: ContentError.self) { try body(Message(subject: "")) }
    }

    @Test func anAddressNamesATopic() throws {
        #expect(try body(Message(subject: "S"), to: "other")["topic"] == .string("other"))
        #expect(throws: ContentError.self) { try body(Message(subject: "S"), to: "../x") }
    }

    @Test(arguments: [
        (400, 40009, "misconfigured unknown-recipient"), (400, 40024, "rejected refused-content"), (401, 40101, "misconfigured authentication"),
        (403, 40301, "misconfigured unknown-recipient"), (413, 41301, "rejected too-large"), (429, 42901, "retry rate-limited channel"),
        (429, 42908, "retry rate-limited channel"), (429, 42909, "retry rate-limited channel"), (500, 50001, "retry server-error message"),
        (507, 50701, "rejected unknown-recipient"),
    ])
    func judgesByCode(_ status: Int, _ code: Int, _ label: String) throws {
        let answer = Samples.response(status, #"{"code":\#(code),"http":\#(status),"error":"no","link":"https://ntfy.sh/docs"}"#)
        let outcome = try Attempt(Self.kind, [answer]).outcome
        #expect(outcome?.label == label)
        // The day's quota is not asked for every few seconds.
        #expect(outcome?.after == (code == 42908 ? .seconds(3600) : nil))
    }

    @Test func whatIsNoAnswerOfNtfyIsNone() throws {
        #expect(try Attempt(Self.kind, [Samples.response(200, "ok")]).outcome?.label == "unknown no-answer")
        #expect(try Attempt(Self.kind, [Samples.response(503, "")]).outcome?.label == "retry server-error channel")
    }
}
