import Testing

@testable import StockbellCatcher

@Suite struct CatcherPageTests {
    static let hostile = #"<script>alert(1)</script></iframe></textarea>"'><img src=x onerror=alert(2)>&amp;"#

    private func page(_ messages: [CaughtMessage], firstCommand: String? = nil) -> String {
        CatcherPage(messages: messages, messagesPath: "/m.json", firstCommand: firstCommand, nonce: "n").html
    }

    @Test(arguments: CaughtMessage.Kind.allCases)
    func hostileTextStaysText(_ kind: CaughtMessage.Kind) {
        var message = caught(kind, subject: Self.hostile, text: Self.hostile, html: Self.hostile, raw: Self.hostile)
        message.channel = Self.hostile
        message.from = Self.hostile
        message.to = Self.hostile
        message.attachments = [Self.hostile]
        message.links = [CaughtLink(text: Self.hostile, url: "https://a.example/" + Self.hostile)].compactMap(\.self)
        let html = page([message])
        let harmless = page([caught(kind)])
        #expect(!html.contains("<img"))
        #expect(!html.contains("<script>"))
        #expect(html.matches(of: /<\/iframe>/).count == (kind == .mail ? 1 : 0))
        #expect(html.matches(of: /<script/).count == harmless.matches(of: /<script/).count)
        #expect(html.contains("&lt;script&gt;alert(1)"))
    }

    @Test(arguments: [
        #"{"text":"<script>alert(1)</script>"}"#, #"{"text":"<javascript:alert(1)|x>"}"#, #"{"text":"<https://a.example/\"onclick=alert(1)|x>"}"#,
        #"{"blocks":[{"type":"header","text":{"type":"plain_text","text":"<script>alert(1)</script>"}}]}"#,
        #"{"blocks":[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"<b>"},"url":"javascript:alert(1)"}]}]}"#,
        #"{"blocks":[{"type":"image","image_url":"javascript:alert(1)","alt_text":"<img src=x>"}]}"#,
        ##"{"attachments":[{"color":"#fff\" onload=alert(1)","text":"<img src=x>","title":"<i>","title_link":"javascript:x"}]}"##,
    ])
    func hostileChatStaysText(_ payload: String) {
        let view = SlackView.html(payload)
        #expect(!view.contains("<script"))
        #expect(!view.contains("<img"))
        #expect(!view.contains("href=\"javascript"))
        #expect(!view.contains("\"onclick"))
        #expect(!view.contains("\" onload"))
    }

    @Test func aMailIsShownWhereItCanDoNothing() {
        let html = page([caught(.mail, text: "t", html: "<p title=\"a\">Tom & \u{201C}Ann\u{201D}</p>")])
        #expect(html.contains("<iframe sandbox=\"\""))
        #expect(html.contains("srcdoc=\"&lt;p title=&quot;a&quot;&gt;Tom &amp; \u{201C}Ann\u{201D}&lt;/p&gt;\""))
    }

    @Test func loadsNothingFromElsewhere() {
        let html = page([caught(.mail, html: "x")])
        #expect(!html.contains("src=\"http"))
        #expect(!html.contains("@import"))
        #expect(!html.contains("url("))
        #expect(html.contains("default-src 'none'"))
    }

    @Test func theNewestIsOnTopAndTheTabsCount() throws {
        var messages = [caught(.mail), caught(.chat), caught(.chat)]
        for index in messages.indices { messages[index].id = index + 1 }
        let html = page(messages)
        let ids = html.matches(of: /id="m(\d+)"/).map { String($0.output.1) }
        #expect(ids == ["3", "2", "1"])
        #expect(html.contains("<b data-count=\"all\">3</b>"))
        #expect(html.contains("<b data-count=\"chat\">2</b>"))
        #expect(html.contains("<b data-count=\"sms\">0</b>"))
    }

    @Test func anEmptyPageSaysHowToBegin() {
        let html = page([], firstCommand: "curl -d '{\"a\":1}' http://127.0.0.1:8080/events/shop")
        #expect(html.contains("id=\"empty\""))
        #expect(html.contains("curl -d &#39;{&quot;a&quot;:1}&#39; http://127.0.0.1:8080/events/shop"))
        #expect(!page([]).contains("id=\"command\""))
        #expect(!page([caught(.sms)]).contains("id=\"empty\""))
    }

    @Test func aLongListIsCutAndSaysSo() {
        let messages = (0..<250).map { _ in caught(.sms) }
        #expect(page(messages).matches(of: /<article\b/).count == 200)
        #expect(page(messages).contains("The newest 200 of 250."))
    }

    @Test func anSMSShowsItsPartsAndWhatTheyCost() {
        let one = Card(caught(.sms, text: "a€")).html(isOpen: false)
        #expect(one.contains("<li>1 segment</li><li>GSM-7</li><li>3 of 160 characters</li>"))
        let two = Card(caught(.sms, text: String(repeating: "Ж", count: 71))).html(isOpen: false)
        #expect(two.contains("<li>2 segments</li><li>UCS-2</li><li>71 of 134 characters</li>"))
        #expect(two.matches(of: /class="part"/).count == 2)
    }

    @Test func onlyTheNewestMailsAreOpen() {
        let html = page((0..<5).map { _ in caught(.mail) })
        #expect(html.matches(of: /<details open>/).count == 3)
        #expect(html.matches(of: /<details>/).count == 2)
    }
}
