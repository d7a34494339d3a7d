/// What many zeros at once may mean.
extension Ledger {
    /// The event with a guess at its reason, where its source asks for one and so many zeros came within a minute; what somebody said goes
    /// before.
    func guessed(_ event: StockEvent, _ book: inout Book) -> StockEvent {
        let subject = event.subject
        guard event.saysOut, !subject.isTest, let burst = source(subject.source)?.burst, var pulse = book.pulses[subject.source],
            book.level(subject.key)?.condition != .out
        else { return event }
        let zeros = pulse.hearZero(at: book.now)
        book.put(pulse)
        guard zeros >= burst, subject.facts.reason?.isGuess ?? true else { return event }
        var event = event
        event.subject.facts.reason = StockReason(.synchronisation, isGuess: true)
        return event
    }
}
