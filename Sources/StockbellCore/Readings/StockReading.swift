package import FoundationEssentials

/// What a platform's API answered: a page of it.
package struct StockReading: Hashable, Sendable {
    package var source: String
    /// When it was asked, by the store's clock: the answer is of then at the earliest.
    package var sentAt: Date
    /// What it says of what was asked for, one for each item at a place.
    package var statements: [StockEvent]
    /// What is answered by it; of what has no statement, the platform has no record.
    package var asked: Set<LevelKey>
    /// Why the platform does not answer this question, and will not; nil: it did.
    package var refusal: String?
    /// The answer as it came.
    package var body: [UInt8]

    package init(
        source: String, sentAt: Date, statements: [StockEvent], asked: Set<LevelKey>, refusal: String? = nil, body: [UInt8] = []
    ) {
        self.source = source
        self.sentAt = sentAt
        self.statements = statements
        self.asked = asked
        self.refusal = refusal
        self.body = body
    }
}
