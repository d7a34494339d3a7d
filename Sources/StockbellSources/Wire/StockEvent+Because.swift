import StockbellCore

extension StockEvent {
    /// The event with why there is none; a reason for a number above zero is left out.
    func because(_ reason: StockReason?) -> StockEvent {
        guard let reason, saysOut else { return self }
        var event = self
        event.subject.facts.reason = reason
        return event
    }
}
