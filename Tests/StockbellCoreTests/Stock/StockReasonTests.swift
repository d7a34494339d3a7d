import StockbellCore
import Testing

@Suite struct StockReasonTests {
    @Test func isStoredAsAWordThatShowsAGuess() {
        for cause in StockReason.Cause.allCases {
            for reason in [StockReason(cause), StockReason(cause, isGuess: true)] {
                #expect(StockReason(rawValue: reason.rawValue) == reason)
                #expect(reason.rawValue.hasSuffix("?") == reason.isGuess && reason.text.hasSuffix("?") == reason.isGuess)
            }
        }
        #expect(StockReason(.soldOut).text == "sold out")
        #expect(StockReason(.synchronisation, isGuess: true).text == "synchronisation?")
    }

    @Test(
        arguments: [
            ("sold-out", "sold-out"), ("Sold out", "sold-out"), ("discontinued", "seasonal"), ("RECOUNT", "count-reset"),
            ("sync?", "synchronisation?"),
            ("synchronization", "synchronisation"), ("error_correction", "error-correction"), ("", nil), ("?", nil), ("manual", nil),
        ] as [(String, String?)])
    func readsTheWordsOfOthers(word: String, expected: String?) {
        #expect(StockReason(word: word)?.rawValue == expected)
    }

    @Test func belongsToTheOneChange() {
        #expect(StockFacts(reason: StockReason(.soldOut)).updated(by: StockFacts()).reason == nil)
    }
}
