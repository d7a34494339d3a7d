import StockbellCore
import Testing

@Suite struct ArrivalHeaderTests {
    @Test(
        arguments: [
            ("Webhook-Id", "webhook-id", true), ("X-API-KEY", "x-api-key", true), ("webhook-id", "webhook-id2", false),
            ("webhook-id", "webhook_id", false),
            ("@", "`", false), ("[", "{", false), ("", "", true),
        ] as [(String, String, Bool)])
    func theCaseOfLettersAloneMakesNoDifference(name: String, other: String, isSame: Bool) {
        #expect(Arrival.Header(name: name, value: "x").isNamed(other) == isSame)
        #expect(Arrival.Header(name: other, value: "x").isNamed(name) == isSame)
    }
}
