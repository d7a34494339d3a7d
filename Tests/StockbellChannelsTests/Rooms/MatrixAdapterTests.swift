import Curl
import FoundationEssentials
import StockbellChannels
import StockbellCore
import Testing

@Suite struct MatrixAdapterTests {
    private static let kind = ChannelSettings.Kind.matrix(
        MatrixSettings(url: Secret("https://m.example.com"), token: Secret("syt_secret"), room: "!a:example.com"))
    private static let sent = Samples.response(200, #"{"event_id":"$new"}"#)

    private static func refusal(_ status: Int, _ code: String, _ more: String = "") -> CurlResponse {
        Samples.response(status, #"{"errcode":"\#(code)","error":"No"\#(more)}"#)
    }

    @Test func putsTheDocumentedContentUnderTheDeliverysOwnID() throws {
        let attempt = try Attempt(Self.kind, [Self.sent])
        let request = try #require(attempt.requests.first)
        #expect(request.method == "PUT")
        #expect(
            request.url
                == "https://m.example.com/_matrix/client/v3/rooms/%21a%3Aexample.com/send/m.room.message/\(Samples.delivery)")
        #expect(request.headers.contains(Header(name: "Authorization", value: "Bearer syt_secret")))
        let body = try attempt.last
        #expect(body.keys == ["msgtype", "body", "format", "formatted_body", "m.mentions"])
        #expect(body["msgtype"] == .string("m.text"))
        #expect(body["m.mentions"] == .object([:]))
        #expect(
            body["body"]
                == .string(
                    "Out of stock: Espresso\n\nEspresso ran out\n\n• Espresso, Hamburg\n\nI'm on it: https://stock.example.com/i/1?a=1&b=2"))
        #expect(
            body["formatted_body"]
                == .string(
                    "<p><strong>Out of stock: Espresso</strong></p><p><strong>Espresso</strong> ran out</p><table><thead><tr><th>Item</th><th>Place</th>"
                        + "</tr></thead><tbody><tr><td>Espresso</td><td>Hamburg</td></tr></tbody></table>"
                        + "<p><a href=\"https://stock.example.com/i/1?a=1&amp;b=2\">I&#39;m on it</a></p>"))
        #expect(attempt.receipt == Receipt(providerID: "$new", answer: "200 ok", thread: "$new"))
    }

    @Test func laterMessagesStandInTheThreadOfTheFirst() throws {
        let attempt = try Attempt(Self.kind, [Self.sent], thread: "$first")
        #expect(
            try attempt.last["m.relates_to"]
                == .object([
                    "rel_type": .string("m.thread"), "event_id": .string("$first"), "is_falling_back": .flag(true),
                    "m.in_reply_to": .object(["event_id": .string("$first")]),
                ]))
        #expect(attempt.receipt?.thread == "$first")
    }

    /// Clients make a link of every URL.
    @Test func aNameLinksNowhere() throws {
        let link = Document.Inline.link(.init(label: [.text("Open")], target: "https://s.example/"))
        let letter = Message(subject: "http://evil.example", body: Document([.paragraph([.code("http://x"), .text(" at "), link])]))
        let body = try Attempt(Self.kind, [], letter: letter).last
        #expect(body["body"] == .string("http:\u{200B}//evil.example\n\nhttp:\u{200B}//x at Open: https://s.example/"))
        #expect(
            body["formatted_body"]
                == .string(
                    "<p><strong>http:\u{200B}//evil.example</strong></p><p><code>http:\u{200B}//x</code> at <a href=\"https://s.example/\">Open</a></p>"
                ))
        let edit = try Attempt(Self.kind, [], incidents: .edit, letter: letter, thread: "$first").last
        #expect(edit["body"] == .string("* http:\u{200B}//evil.example") && edit["formatted_body"] == .string("* http:\u{200B}//evil.example"))
    }

    @Test func anEditSaysTheNewContent() throws {
        let body = try Attempt(Self.kind, [], incidents: .edit, thread: "$first").last
        #expect(body["m.relates_to"] == .object(["rel_type": .string("m.replace"), "event_id": .string("$first")]))
        #expect(body["m.new_content", "body"] != nil && body["m.new_content", "m.mentions"] == .object([:]))
        #expect(body["body"] == .string("* Out of stock: Espresso"))
        #expect(try Attempt(Self.kind, [], incidents: .single, thread: "$first").last["m.relates_to"] == nil)
    }

    /// As Synapse says it where the first message stands in another room.
    @Test func whereItCannotAnswerTheFirstItStandsByItself() throws {
        let elsewhere = Self.refusal(400, "M_UNKNOWN")
        let attempt = try Attempt(Self.kind, [elsewhere, Self.sent], thread: "$first")
        #expect(attempt.requests.count == 2)
        #expect(try attempt.last["m.relates_to"] == nil)
        #expect(attempt.receipt?.thread == "$new", "later ones go on from here")
        #expect(try Attempt(Self.kind, [elsewhere, elsewhere], thread: "$first").outcome?.label == "rejected refused-content")
        #expect(try Attempt(Self.kind, [elsewhere]).requests.count == 1)
    }

    @Test func joinsARoomItIsInvitedToAndSendsTheSameAgain() throws {
        let forbidden = Self.refusal(403, "M_FORBIDDEN")
        let attempt = try Attempt(Self.kind, [forbidden, Samples.response(200, #"{"room_id":"!a:example.com"}"#), Self.sent])
        #expect(attempt.requests.map { $0.method } == ["PUT", "POST", "PUT"])
        #expect(attempt.requests[1].url == "https://m.example.com/_matrix/client/v3/rooms/%21a%3Aexample.com/join")
        #expect(attempt.requests[0] == attempt.requests[2])
        #expect(attempt.outcome?.label == "delivered")
        let refused = try Attempt(Self.kind, [forbidden, forbidden])
        #expect(refused.outcome?.label == "misconfigured unknown-recipient")
        #expect(refused.outcome?.text.contains("invite the user") == true)
        #expect(try Attempt(Self.kind, [forbidden, forbidden], to: "!b:example.com").outcome?.label == "rejected unknown-recipient")
        let remote = Self.refusal(404, "M_UNKNOWN")
        #expect(try Attempt(Self.kind, [forbidden, remote], to: "!b:example.com").outcome?.label == "rejected unknown-recipient")
        #expect(try Attempt(Self.kind, [forbidden, Self.sent, forbidden]).outcome?.label == "misconfigured unknown-recipient")
    }

    @Test(arguments: [
        (401, "M_UNKNOWN_TOKEN", "misconfigured authentication"), (401, "M_MISSING_TOKEN", "misconfigured authentication"),
        (403, "M_USER_DEACTIVATED", "misconfigured authentication"), (403, "M_CONSENT_NOT_GIVEN", "misconfigured policy"),
        (404, "M_NOT_FOUND", "misconfigured unknown-recipient"), (404, "M_UNRECOGNIZED", "misconfigured policy"),
        (413, "M_TOO_LARGE", "rejected too-large"), (400, "M_TOO_LARGE", "rejected too-large"), (400, "M_NOT_JSON", "rejected refused-content"),
        (400, "M_BAD_JSON", "rejected refused-content"), (403, "M_RESOURCE_LIMIT_EXCEEDED", "retry server-error channel"),
        (429, "M_LIMIT_EXCEEDED", "retry rate-limited channel"), (500, "M_UNKNOWN", "retry server-error message"),
        (502, "M_UNKNOWN", "retry server-error channel"),
    ])
    func judgesByCode(_ status: Int, _ code: String, _ label: String) throws {
        #expect(try Attempt(Self.kind, [Self.refusal(status, code)]).outcome?.label == label)
    }

    @Test func aSessionThatRanOutSaysWhatToDo() throws {
        let outcome = try Attempt(Self.kind, [Self.refusal(401, "M_UNKNOWN_TOKEN", #","soft_logout":true"#)]).outcome
        #expect(outcome?.text.contains("log in again") == true)
    }

    @Test func waitsAsLongAsHeaderOrBodyAsk() throws {
        var slow = Self.refusal(429, "M_LIMIT_EXCEEDED", #","retry_after_ms":398"#)
        #expect(try Attempt(Self.kind, [slow]).outcome?.after == .seconds(1))
        slow.headers = [Header(name: "Retry-After", value: "7")]
        #expect(try Attempt(Self.kind, [slow]).outcome?.after == .seconds(7))
        #expect(try Attempt(Self.kind, [Self.refusal(429, "M_LIMIT_EXCEEDED")]).outcome?.after == nil)
    }

    @Test func whatIsNoAnswerOfAHomeserverIsNone() throws {
        #expect(try Attempt(Self.kind, [Samples.response(200, "<html>")]).outcome?.label == "unknown no-answer")
        #expect(try Attempt(Self.kind, [Samples.response(502, "<html>")]).outcome?.label == "retry server-error channel")
    }
}
