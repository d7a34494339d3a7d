import StockbellCore
import Testing

@Suite struct LetterKindTests {
    @Test(arguments: Set(AlertKind.allCases).subtracting([.notConfirmed]))
    func everyAlertHasALetterOfItsName(_ kind: AlertKind) {
        #expect(LetterKind(kind).rawValue == kind.rawValue)
        #expect(LetterKind(kind).stems.first == kind.rawValue)
    }

    @Test func whatIsTakenBackIsOver() { #expect(LetterKind(.notConfirmed) == .over) }

    @Test func bothGoodNewsFallBackToRestock() {
        #expect(LetterKind.backInStock.stems == ["back-in-stock", "restock"])
        #expect(LetterKind.refilled.stems == ["refilled", "restock"])
        #expect(LetterKind.outOfStock.stems == ["out-of-stock"])
    }
}
