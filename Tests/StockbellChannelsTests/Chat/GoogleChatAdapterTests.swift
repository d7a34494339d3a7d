import Curl
import Foundation
import StockbellChannels
import StockbellCore
import Testing

@Suite struct GoogleChatAdapterTests {
    private func written(_ inlines: [Document.Inline]) throws -> String {
        let letter = Message(subject: "Title", body: Document([.paragraph([.text("Title")]), .paragraph(inlines)]))
        return try ReadGoogleChat(AdapterContract.request(.googleChat, letter)).shown.replacing("Title<br><br>", with: "")
    }

    @Test func aRepeatIsKnownAndAnIncidentIsAThread() throws {
        let request = try AdapterContract.request(.googleChat, Samples.letter(named: "Espresso"))
        let url = "https://chat.googleapis.com/v1/spaces/AAAA0000/messages?key=AIzaKeY-1234&token=tOkEn%3D%3D99"
        #expect(request.url.hasPrefix(url + "&messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD&requestId="))
        let id = try #require(UUID(uuidString: String(request.url.suffix(36))))
        #expect(try AdapterContract.request(.googleChat, Samples.letter(named: "Espresso"), attempt: 3).url.hasSuffix(id.uuidString.lowercased()))
        let other = Samples.parcel(.message(Samples.letter(named: "x")), key: "01JD0000000000000000000000.1")
        guard case .send(let again) = try AdapterUnderTest.googleChat.adapter.next(other, after: []) else { throw ContentError(.other, "") }
        #expect(!again.url.hasSuffix(id.uuidString.lowercased()))
        #expect(try ChatBody(request).at("thread", "threadKey") as? String == "01JC0000000000000000000000")
    }

    @Test func singleMessagesHaveNoThread() throws {
        let request = try AdapterContract.request(AdapterUnderTest.googleChat.with(.single), Samples.letter(named: "Espresso"))
        #expect(!request.url.contains("messageReplyOption"))
        #expect(try ChatBody(request).at("thread") == nil)
        let alone = Samples.parcel(.message(Samples.letter(named: "x")), incident: nil)
        guard case .send(let send) = try AdapterUnderTest.googleChat.adapter.next(alone, after: []) else { throw ContentError(.other, "") }
        #expect(try ChatBody(send).at("thread") == nil)
    }

    @Test func writesTheWholeTree() throws {
        let letter = Message(
            subject: "Out of stock: <users/all>",
            body: Document([
                .paragraph([
                    .strong([.text("Espresso")]), .text(" ("), .code("ESP-900"), .text(") "), .emphasis([.text("out")]), .lineBreak, .text("now"),
                ]),
                .table(header: [[], []], rows: [[[.text("Threshold")], [.text("5")]], [[.text("Was")], [.text("3")]]]),
                .code("a < b\nc"),
                .actions([.init(label: [.text("I'm on it")], target: "https://s.example/a?b=1&c=2")]),
                .paragraph([.text("end")]),
            ]))
        let read = try ReadGoogleChat(AdapterContract.request(.googleChat, letter))
        #expect(
            read.shown
                == "<b>Out of stock: &lt;users/all&gt;</b><br><br><b>Espresso</b> (ESP-900) <i>out</i><br>now<br><br>• Threshold: 5<br>• Was: 3<br><br>a &lt; b<br>c\nend"
        )
        #expect(read.widgets.count == 3)
        #expect(read.json.at("fallbackText") as? String == "Out of stock: <\u{200B}users/all>")
        let button = read.json.at("cardsV2", 0, "card", "sections", 0, "widgets", 1, "buttonList", "buttons", 0) as? [String: Any]
        #expect(button?["text"] as? String == "I'm on it")
        #expect(((button?["onClick"] as? [String: Any])?["openLink"] as? [String: Any])?["url"] as? String == "https://s.example/a?b=1&c=2")
    }

    @Test(arguments: [
        ("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"), ("a & b &amp;", "a &amp; b &amp;amp;"), ("<a href=\"x\">", "&lt;a href=\"x\"&gt;"), ("a\r\nb", "a  b"),
    ])
    func tagsOfNamesAreText(_ name: String, _ expected: String) throws { #expect(try written([.text(name)]) == expected) }

    @Test func linksCannotBeBrokenOutOf() throws {
        #expect(
            try written([.link(.init(label: [.text("a</a>")], target: "https://e.example/?a=1&b=\"><script>"))])
                == "<a href=\"https://e.example/?a=1&amp;b=%22%3E%3Cscript%3E\">a&lt;/a&gt;</a>")
        #expect(try written([.link(.init(label: [.text("x")], target: "javascript:alert(1)"))]) == "x")
    }

    @Test func anEndlessLetterKeepsItsButtons() throws {
        let rows = (0..<4000).map { [[Document.Inline.text("Item \"\($0)\" \\ <&>")], [.text("Hamburg")]] }
        let letter = Message(
            subject: "All",
            body: Document([
                .table(header: [[.text("a")], [.text("b")]], rows: rows), .actions([.init(label: [.text("Open")], target: "https://s.example/")]),
            ]))
        let read = try ReadGoogleChat(AdapterContract.request(.googleChat, letter))
        #expect((20_000...32_000).contains(read.json.bytes.count))
        #expect(read.shown.hasSuffix("<br>…") && read.widgets.last?["buttonList"] != nil)
        #expect(throws: ContentError.self) { try AdapterContract.request(.googleChat, Message(subject: "")) }
    }

    @Test(arguments: [
        (200, #"{"name":"spaces/X/messages/Y"}"#, "delivered"), (200, "", "unknown no-answer"), (200, "<html>", "unknown no-answer"),
        (400, #"{"error":{"code":400,"message":"Invalid JSON payload received.","status":"INVALID_ARGUMENT"}}"#, "rejected refused-content"),
        (400, #"{"error":{"code":400,"message":"Message is too long.","status":"INVALID_ARGUMENT"}}"#, "rejected too-large"),
        (
            400, #"{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}"#,
            "misconfigured authentication"
        ),
        (401, #"{"error":{"code":401,"message":"x","status":"UNAUTHENTICATED"}}"#, "misconfigured authentication"),
        (403, #"{"error":{"code":403,"message":"x","status":"PERMISSION_DENIED"}}"#, "misconfigured authentication"),
        (404, #"{"error":{"code":404,"message":"x","status":"NOT_FOUND"}}"#, "misconfigured unknown-recipient"),
        (429, #"{"error":{"code":429,"message":"Resource has been exhausted","status":"RESOURCE_EXHAUSTED"}}"#, "retry rate-limited channel"),
        (500, #"{"error":{"code":500,"message":"x","status":"INTERNAL"}}"#, "retry server-error message"),
        (503, #"{"error":{"code":503,"message":"x","status":"UNAVAILABLE"}}"#, "retry server-error channel"),
    ])
    func judges(_ status: Int, _ body: String, _ label: String) throws {
        #expect(try AdapterUnderTest.googleChat.outcome(status, body).label == label)
    }

    @Test(.enabled(if: SpecFile.isPresent("google_chat_v1_discovery.json"), Comment(rawValue: SpecFile.absence)))
    func theBodyIsAsGoogleDescribesIt() throws {
        let file = try SpecFile("google_chat_v1_discovery.json")
        let body = try ChatBody(AdapterContract.request(.googleChat, Samples.letter(named: "Espresso")))
        #expect(try file.mistakes(in: body.bytes, by: ["$ref": "Message"]) == [])
        for wrong in [
            #"{"fallbackText":1}"#, #"{"cards":[],"txt":"x"}"#, #"{"cardsV2":[{"card":{"sections":[{"widgets":[{"textParagraph":{"txt":"x"}}]}]}}]}"#,
        ] {
            #expect(try !file.mistakes(in: Array(wrong.utf8), by: ["$ref": "Message"]).isEmpty)
        }
        let create = try file.object(["resources", "spaces", "resources", "messages", "methods", "create", "parameters"])
        #expect(create["requestId"] != nil)
        let options = (create["messageReplyOption"] as? [String: Any])?["enum"] as? [String]
        #expect(options?.contains("REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD") == true)
    }
}
