import FoundationEssentials
import Testing

@testable import StockbellCatcher

@Suite struct CatcherTests {
    @Test func keepsTheNewestAndCountsOn() {
        let catcher = Catcher(capacity: 3)
        for number in 1...5 { #expect(catcher.keep(caught(.chat, text: "\(number)")) == number) }
        #expect(catcher.messages.map(\.text) == ["3", "4", "5"])
        #expect(catcher.messages.map(\.id) == [3, 4, 5])
        catcher.clear()
        #expect(catcher.messages.isEmpty)
        #expect(catcher.keep(caught(.chat)) == 6)
    }

    @Test func keepsAThousandUnlessToldOtherwise() {
        let catcher = Catcher()
        for _ in 0..<1_001 { catcher.keep(caught(.chat)) }
        #expect(catcher.messages.count == 1_000)
    }

    @Test func makesRoomWhenTheMessagesAreLarge() {
        let catcher = Catcher(byteLimit: 100)
        for _ in 0..<5 { catcher.keep(caught(.mail, raw: String(repeating: "a", count: 40))) }
        #expect(catcher.messages.map(\.id) == [4, 5])
        catcher.keep(caught(.mail, raw: String(repeating: "a", count: 400)))
        #expect(catcher.messages.map(\.id) == [6])
    }

    @Test func theJSONHasEveryKeyAndNullWhereThereIsNothing() {
        let catcher = Catcher()
        #expect(String(decoding: catcher.messagesJSON(), as: UTF8.self) == "[]")
        catcher.keep(
            CaughtMessage(
                channel: "sms", kind: .sms, from: "Stock", to: "+49", text: "a \"b\"\n/", raw: "GET", receivedAt: noon, segments: 1,
                links: CaughtLink.inText("see https://a.example/x.")))
        let expected = #"""
            [{"attachments":[],"channel":"sms","from":"Stock","html":null,"id":1,"links":[{"text":"https://a.example/x","url":"https://a.example/x"}],\#
            "raw":"GET","receivedAt":"2025-11-21T12:00:00.000Z","segments":1,"subject":null,"text":"a \"b\"\n/","to":"+49","type":"sms"}]
            """#
        #expect(String(decoding: catcher.messagesJSON(), as: UTF8.self) == expected)
    }

    @Test func theJSONReadsBack() throws {
        let catcher = Catcher()
        catcher.keep(caught(.webhook, subject: "s", text: "t", html: "h", raw: "r"))
        #expect(try JSONDecoder().decode([CaughtMessage].self, from: Data(catcher.messagesJSON())) == catcher.messages)
    }

    @Test func linksAreForTheWebOnlyAndNamedOnce() {
        let html = """
            <A class=x HREF='https://a.example/?x=1&amp;y=2'>I&#39;m <b>on</b>
            it</a> <a href="javascript:alert(1)">bad</a> <a href="mailto:a@b">mail</a> <a href="https://a.example/2"></a><a href="https://a.example/2"></a>
            """
        #expect(CaughtLink.inHTML(html).map(\.text) == ["I'm on it", "https://a.example/2"])
        #expect(CaughtLink.inHTML(html).map(\.url) == ["https://a.example/?x=1&y=2", "https://a.example/2"])
        #expect(CaughtLink.inText("ftp://x (http://b.example/a), <https://c.example>!").map(\.url) == ["http://b.example/a", "https://c.example"])
    }
}
