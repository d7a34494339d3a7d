package import FoundationEssentials

/// What the rules say of a level, without a book.
extension Ledger {
    /// What a level would be under these rules, and whom it would be told; nobody, where it is fine.
    package func opinion(on statement: StockEvent, now: Date) -> (condition: Condition, wishes: [Wish]) {
        let book = Book(now: now)
        let catalogue = entry(for: statement.subject, book)
        let event = described(statement, by: catalogue)
        var subject = event.subject
        subject.catalogue = catalogue
        let threshold = settings.thresholds.decide(subject)
        let condition = event.quantity == nil ? .out : Condition(quantity: event.quantity, threshold: threshold.low)
        guard condition == .out || condition == .low else { return (condition, []) }
        let alert = Alert(
            id: Identifier(""), incident: Identifier(""), kind: condition == .out ? .outOfStock : .lowStock, subject: subject, from: .ok,
            to: condition,
            quantity: event.quantity, threshold: threshold, since: now, decidedAt: now)
        return (condition, settings.routing.desire(alert).wishes)
    }
}
