import FoundationEssentials
import StockbellCore

/// Ids that count up, so that two runs of the same decisions give the same ids.
struct CountingIDs: IDSource, Equatable {
    private(set) var count = 0

    mutating func next<Subject>(at now: Date) -> Identifier<Subject> {
        count += 1
        let digits = String(count)
        return Identifier(String(repeating: "0", count: 26 - digits.count) + digits)
    }
}
