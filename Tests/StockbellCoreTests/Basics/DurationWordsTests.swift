import StockbellCore
import Testing

@Suite struct DurationWordsTests {
    @Test(arguments: [
        (0, "0 s"), (5, "5 s"), (60, "1 min"), (90, "90 s"), (150, "150 s"), (900, "15 min"), (3600, "1 h"), (5400, "90 min"), (43_200, "12 h"),
        (86_400, "1 d"), (90_000, "25 h"), (259_200, "3 d"),
    ])
    func theLargestUnitThatLeavesNoRest(seconds: Int, words: String) {
        #expect(Duration.seconds(seconds).words == words)
    }
}
