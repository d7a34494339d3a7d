import FoundationEssentials
import Testing

@testable import StockbellCatcher

@Suite struct GatewayTests {
    private func answer(_ method: String, _ target: String, _ body: String = "", headers: [(name: String, value: String)] = []) -> GatewayReply {
        Gateway.answer(GatewayRequest(method: method, target: target, headers: headers, body: Array(body.utf8)), now: noon)
    }

    // MARK: Chat

    static let blocks = #"""
        {"text":"Out of stock: Sony &amp; case","blocks":[{"type":"header","text":{"type":"plain_text","text":"Out of stock"}},
        {"type":"section","text":{"type":"mrkdwn","text":"*Sony &amp; case* at <https://shop.example/p?a=1&amp;b=2|shop>"},
        "fields":[{"type":"mrkdwn","text":"*Price*\n€ 329"}],"accessory":{"type":"image","image_url":"https://x.example/i.png","alt_text":"Sony"}},
        {"type":"context","elements":[{"type":"mrkdwn","text":"rule _gone_"}]},
        {"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"I'm on it"},"url":"https://stock.example/ack"}]}]}
        """#

    @Test func takesASlackMessageWithBlocks() throws {
        let reply = answer("POST", "/chat/buyers", Self.blocks)
        #expect(reply.status == 200)
        #expect(reply.body == "ok")
        let message = try #require(reply.messages.first)
        #expect(message.kind == .chat)
        #expect(message.channel == "buyers")
        #expect(message.subject == "Out of stock: Sony &amp; case")
        let seen = "Out of stock\n*Sony &amp; case* at <https://shop.example/p?a=1&amp;b=2|shop>\n*Price*\n€ 329\nSony\nrule _gone_\nI'm on it"
        #expect(message.text == seen)
        #expect(message.raw == Self.blocks)
        #expect(message.links.map(\.url) == ["https://shop.example/p?a=1&b=2", "https://stock.example/ack"])
        #expect(message.links.map(\.text) == ["shop", "I'm on it"])
    }

    @Test(arguments: [
        (#"{"text":"hello"}"#, 200, "ok", "hello"),
        (#"{"attachments":[{"color":"danger","title":"T","text":"x"}]}"#, 200, "ok", "T\nx"),
        (#"{"attachments":[{"fallback":"f"}]}"#, 200, "ok", "f"),
        (#"{"text":"a","attachments":[{"text":"b"}]}"#, 200, "ok", "a\nb"),
        (#"{"text":""}"#, 400, "no_text", nil), (#"{}"#, 400, "no_text", nil), (#"{"blocks":[]}"#, 400, "no_text", nil),
        ("", 400, "invalid_payload", nil), ("text=hello", 400, "invalid_payload", nil), ("[1]", 400, "invalid_payload", nil),
        (#"{"text":1}"#, 400, "invalid_payload", nil), (#"{"blocks":[{"type":1}]}"#, 400, "invalid_payload", nil),
    ])
    func answersAsSlackDoes(_ body: String, _ status: Int, _ answered: String, _ text: String?) {
        let reply = answer("POST", "/chat/buyers", body)
        #expect(reply.status == status)
        #expect(reply.body == answered)
        #expect(reply.messages.first?.text == text)
    }

    // MARK: Webhook

    @Test func takesAWebhookWithItsSignatureButNoLogin() throws {
        let body = #"{"type":"stock.out","data":{"id":12345678901234567890}}"#
        let headers = [
            ("Content-Type", "application/json"), ("webhook-id", "01JD"), ("Webhook-Signature", "v1,abc"), ("Authorization", "Bearer secret"),
            ("Host", "h"),
        ].map { (name: $0.0, value: $0.1) }
        let reply = answer("POST", "/webhook/erp%20two?token=secret", body, headers: headers)
        #expect(reply.status == 200)
        let message = try #require(reply.messages.first)
        #expect(message.channel == "erp two")
        #expect(message.kind == .webhook)
        #expect(message.subject == "stock.out")
        #expect(message.text == body)
        #expect(message.raw == "content-type: application/json\nwebhook-id: 01JD\nwebhook-signature: v1,abc\n\n" + body)
    }

    @Test(arguments: [("[]", 200), ("1", 200), (#""x""#, 200), ("null", 200), ("", 400), ("{", 400), ("a=b", 400)])
    func aWebhookIsAnyJSON(_ body: String, _ status: Int) {
        let reply = answer("POST", "/webhook/erp", body)
        #expect(reply.status == status)
        #expect(reply.messages.count == (status == 200 ? 1 : 0))
    }

    // MARK: SMS

    @Test func takesAnSMSAndHidesThePassword() throws {
        let query = "username=stock&p%61ssword=s%2Bcret&pass=s3cret&from=Stock&to=%2B4915112345678&text=OUT+4711+%E2%82%AC&charset=UTF-8&coding=0"
        let reply = answer("GET", "/sms/texts/cgi-bin/sendsms?" + query)
        #expect(reply.status == 202)
        #expect(reply.body == "0: Accepted for delivery")
        let message = try #require(reply.messages.first)
        #expect(message.channel == "texts")
        #expect(message.from == "Stock")
        #expect(message.to == "+4915112345678")
        #expect(message.text == "OUT 4711 €")
        #expect(message.segments == 1)
        #expect(!message.raw.contains("cret"))
        #expect(message.raw.contains("p%61ssword=***&pass=***&from=Stock"))
    }

    @Test func withoutAChannelInThePathItIsSMS() {
        #expect(answer("GET", "/cgi-bin/sendsms?to=1&text=a").messages.first?.channel == "sms")
    }

    @Test(arguments: [
        ("to=1&text=%D0%96%D0%96", "??", 1), ("to=1&coding=2&charset=UTF-8&text=%D0%96", "Ж", 1), ("to=1&coding=2&text=%04%16", "Ж", 1),
        ("to=1&text=" + String(repeating: "a", count: 161), String(repeating: "a", count: 161), 2), ("to=1", "", 1),
    ])
    func readsTheTextAsKannelDoes(_ query: String, _ text: String, _ segments: Int) {
        let message = answer("GET", "/cgi-bin/sendsms?" + query).messages.first
        #expect(message?.text == text)
        #expect(message?.segments == segments)
    }

    @Test func severalReceiversAreSeveralMessages() {
        #expect(answer("GET", "/cgi-bin/sendsms?to=%2B111+%2B222&text=a").messages.map(\.to) == ["+111", "+222"])
    }

    @Test(arguments: [
        ("text=a", "Missing receiver number, rejected"), ("to=&text=a", "Empty receiver number not allowed, rejected"),
        ("to=anna", "Number(s) has/have been denied by white- and/or black-lists."), ("to=1&coding=9", "Coding field misformed, rejected"),
        ("to=1&charset=KOI8-R", "Charset or body misformed, rejected"), ("to=1&text=%FF", "Charset or body misformed, rejected"),
        ("to=1&coding=2&text=%04", "Charset or body misformed, rejected"),
    ])
    func refusesAsKannelDoes(_ query: String, _ reason: String) {
        let reply = answer("GET", "/cgi-bin/sendsms?" + query)
        #expect(reply.status == 400)
        #expect(reply.body == reason)
        #expect(reply.messages.isEmpty)
    }

    @Test func sendsmsByPostIsRefused() {
        #expect(answer("POST", "/cgi-bin/sendsms", "to=1").status == 400)
    }

    @Test(arguments: ["/", "/chat", "/chat/a/b", "/sms/a", "/sms/a/b/sendsms", "/webhook", "/cgi-bin/other", ""])
    func anythingElseIsUnknown(_ path: String) {
        #expect(answer("GET", path).status == 404)
    }
}
