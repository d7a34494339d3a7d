package import FoundationEssentials

/// What a platform's API answered: a page of it.
package struct StockReading: Hashable, Sendable {
    /// Why the platform was asked.
    package enum Purpose: String, Hashable, Sendable {
        /// Events wait for it.
        case answer
        /// To see whether what we believe is so: what differs was missed.
        case sweep
        /// To know an item before its first event, without a word to anybody.
        case learn
    }

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
    package var purpose: Purpose

    package init(
        source: String, sentAt: Date, statements: [StockEvent], asked: Set<LevelKey>, refusal: String? = nil, body: [UInt8] = [],
        purpose: Purpose = .answer
    ) {
        self.source = source
        self.sentAt = sentAt
        self.statements = statements
        self.asked = asked
        self.refusal = refusal
        self.body = body
        self.purpose = purpose
    }
}
