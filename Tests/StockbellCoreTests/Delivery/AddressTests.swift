import StockbellCore
import Testing

@Suite struct AddressTests {
    @Test(
        arguments: [
            ("mail:buyers@example.com", "mail", "buyers@example.com"), ("buyers", "buyers", nil), ("sms:+4915112345678", "sms", "+4915112345678"),
            ("room:#a:b", "room", "#a:b"), ("mail:", "mail", ""), (":x", "", "x"), ("", "", nil),
        ] as [(String, String, String?)])
    func readsAndWritesTheFormOfTheConfiguration(_ text: String, _ channel: String, _ recipient: String?) {
        let address = Address(text: text)
        #expect(address.channel == channel)
        #expect(address.recipient == recipient)
        #expect(address.description == text)
    }

    @Test func sortsByItsText() {
        #expect(["mail:b", "chat", "mail:a"].map(Address.init(text:)).sorted().map(\.description) == ["chat", "mail:a", "mail:b"])
    }
}
