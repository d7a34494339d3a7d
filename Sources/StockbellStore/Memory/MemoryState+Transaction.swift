package import FoundationEssentials
package import StockbellCore

extension MemoryState {
    /// How often work is run again because it had not asked for a dedupe key that is there.
    private static let mostRuns = 3

    /// Loads a book for the keys, runs the work on it and takes over what it changed, or throws and changes nothing.
    ///
    /// - Parameters:
    ///   - clock: the machine's time; the transaction's is never before that of the last one.
    ///   - work: may run more than once.
    package mutating func transact<R>(_ keys: BookKeys, clock: Date, _ work: (inout Book) throws -> R) throws -> R {
        var keys = keys
        let now = max(clock.wholeMillisecond, self.now)
        for _ in 0..<Self.mostRuns {
            var book = book(for: keys, now: now)
            let result = try work(&book)
            let before = seenBefore(book.changes, now: now)
            if before.isEmpty {
                try save(book.changes, now: now)
                return result
            }
            keys.seen.formUnion(before)
        }
        throw WorkMistake.seenAgain()
    }
}
