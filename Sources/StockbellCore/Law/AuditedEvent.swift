/// A stock event's record with its arrival and its alert.
package struct AuditedEvent: Hashable, Sendable {
    package var event: EventRecord
    /// The source of its arrival; nil: there is no such arrival.
    package var arrivalSource: String?
    /// Whether its arrival leads to it.
    package var isListed: Bool
    /// Whether the alert that it names exists and names it back.
    package var isNamedBack: Bool
    /// Whether it is kept that it waits for a reading.
    package var isAwaited: Bool

    package init(event: EventRecord, arrivalSource: String?, isListed: Bool, isNamedBack: Bool, isAwaited: Bool = false) {
        self.event = event
        self.arrivalSource = arrivalSource
        self.isListed = isListed
        self.isNamedBack = isNamedBack
        self.isAwaited = isAwaited
    }
}
