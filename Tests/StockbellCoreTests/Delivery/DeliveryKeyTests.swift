import StockbellCore
import Testing

struct DeliveryKeyTests {
    @Test(arguments: [("01JD", 0), ("01JD-1", 1), ("01JD-12", 12)])
    func itIsReadAsItIsWritten(text: String, round: Int) {
        let key = DeliveryKey(text)
        #expect(key == DeliveryKey(.init("01JD"), round: round))
        #expect(key?.description == text)
    }

    @Test(arguments: [
        "", "-", "-1", "01JD-", "01JD-0", "01JD--1", "01JD-+1", "01JD-x", "01JD-1-2", "01JD-99999999999999999999", String(repeating: "1", count: 65),
    ])
    func whatIsNoKeyIsNone(text: String) {
        #expect(DeliveryKey(text) == nil)
    }
}
