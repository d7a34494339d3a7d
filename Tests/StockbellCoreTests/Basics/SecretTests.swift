import FoundationEssentials
import StockbellCore
import Testing

@Suite struct SecretTests {
    private struct Holder: Encodable {
        var password: Secret
    }

    @Test func isNeverPrinted() throws {
        let secret = Secret("hunter2")
        var dumped = ""
        dump(Holder(password: secret), to: &dumped)
        let json = String(decoding: try JSONEncoder().encode(Holder(password: secret)), as: UTF8.self)
        for text in ["\(secret)", String(reflecting: secret), String(describing: Optional(secret)), "\([secret])", dumped, json] {
            #expect(!text.contains("hunter2"))
            #expect(text.contains("•••"))
        }
        #expect(secret.reveal() == "hunter2")
    }

    @Test func isComparedByValue() {
        #expect(Secret("a") == Secret("a"))
        #expect(Secret("a") != Secret("b"))
        #expect(Secret("").isEmpty)
    }

    @Test func isNotPrintedWithTheSettingsThatHoldIt() throws {
        let channels: [ChannelSettings] = [.sms(), .chat(), .hook()]
        var dumped = ""
        dump(channels, to: &dumped)
        for hidden in ["hooks.example.com", "example.com/hook", "13013"] {
            #expect(!dumped.contains(hidden))
            #expect(!"\(channels)".contains(hidden))
        }
    }
}
