package import FoundationEssentials

/// An arrival with its events.
package struct AuditedArrival: Hashable, Sendable {
    package var id: Arrival.ID
    package var receivedAt: Date
    package var verdict: Arrival.Verdict
    /// The states of the events that it leads to; those that this program version cannot read are left out.
    package var states: Set<EventRecord.State>

    package init(id: Arrival.ID, receivedAt: Date, verdict: Arrival.Verdict, states: Set<EventRecord.State>) {
        self.id = id
        self.receivedAt = receivedAt
        self.verdict = verdict
        self.states = states
    }
}
