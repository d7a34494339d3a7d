import StockbellCore
import Testing

@Suite struct TroubleTests {
    @Test(arguments: [("channel:mail", "mail"), ("channel:a:b", "a:b"), ("template:x.md", nil), ("channels", nil)] as [(String, String?)])
    func knowsTheChannelItIsAbout(_ key: String, _ channel: String?) {
        #expect(Trouble(key: key, title: "", text: "", fix: "").channel == channel)
    }
}
