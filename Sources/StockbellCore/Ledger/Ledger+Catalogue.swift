/// What the shop's catalogue adds to what platforms say.
extension Ledger {
    /// What the catalogue says of a subject; nil: nothing, or there is none.
    func entry(for subject: Subject, _ book: Book) -> Shared<CatalogueEntry>? {
        guard let catalogue = settings.catalogue, !subject.item.id.isEmpty else { return nil }
        return catalogue.entry(sku: subject.item.sku ?? book.level(subject.key)?.subject.item.sku, item: subject.item.id, source: subject.source)
    }

    /// The event with the shop's own words for its item: the name and the sku of the catalogue go before the platform's, and what it says of
    /// why there is none before a guess and before a mere sale.
    func described(_ event: StockEvent, by entry: Shared<CatalogueEntry>?) -> StockEvent {
        guard let entry else { return event }
        var event = event
        if let sku = entry.sku { event.subject.item.sku = sku }
        if let name = entry.name { event.subject.item.name = name }
        if event.saysOut, let reason = entry.reasonForNone, event.subject.facts.reason.map({ $0.isGuess || $0.cause == .soldOut }) ?? true {
            event.subject.facts.reason = reason
        }
        return event
    }
}
