package import FoundationEssentials

/// What a batch changed, as values for a store to save.
package struct Changes: Hashable, Sendable {
    package struct KeptArrival: Hashable, Sendable {
        package var arrival: Arrival
        package var verdict: Arrival.Verdict

        package init(arrival: Arrival, verdict: Arrival.Verdict) {
            self.arrival = arrival
            self.verdict = verdict
        }
    }

    package struct KeptSeen: Hashable, Sendable {
        package var key: BookKeys.Seen
        package var expiresAt: Date
    }

    package struct KeptAwaited: Hashable, Sendable {
        package var row: Awaited
        /// Whether it is to be removed.
        package var isOver: Bool

        package init(row: Awaited, isOver: Bool) {
            self.row = row
            self.isOver = isOver
        }
    }

    /// New rows.
    package var arrivals: [KeptArrival] = []
    /// New rows.
    package var events: [EventRecord] = []
    /// Rows that are there already, as they are now.
    package var corrections: [StockEvent.ID: EventRecord] = [:]
    /// Of bodies that are there already.
    package var verdicts: [Arrival.ID: Arrival.Verdict] = [:]
    /// New rows.
    package var seen: [KeptSeen] = []
    /// New rows.
    package var alerts: [Alert] = []
    /// New rows.
    package var suppressions: [Suppression] = []
    /// New or changed rows, as they are at the end.
    package var levels: [LevelKey: Level] = [:]
    /// New or changed rows, as they are at the end.
    package var incidents: [Incident.ID: Incident] = [:]
    /// New or changed rows, as they are at the end.
    package var deliveries: [Delivery.ID: Delivery] = [:]

    /// What the rules say from now on; nil: the same as before.
    package var configuration: String?
    /// By name, new, changed or, as nil, ended: those that commands made.
    package var silences: [String: Silence?] = [:]
    /// New, changed or, as nil, struck from the suppression list.
    package var suppressed: [SuppressedAddress.Key: SuppressedAddress?] = [:]
    /// New, changed or, as nil, lifted.
    package var pauses: [Pause.Key: Pause?] = [:]

    /// New or changed rows, as they are at the end.
    package var pulses: [String: Pulse] = [:]
    /// New, changed or, as nil, struck.
    package var agenda: [AgendaItem.Key: AgendaItem?] = [:]
    /// Events that had waited, stored before.
    package var resolved: [StockEvent.ID: Resolved] = [:]
    /// New, changed or over.
    package var awaited: [StockEvent.ID: KeptAwaited] = [:]

    /// Something is to be written even if all else is empty, and only if the disk has room for more.
    package var isProbe = false

    package var isEmpty: Bool {
        !isProbe && hasNoRows
    }

    private var hasNoRows: Bool {
        arrivals.isEmpty && events.isEmpty && seen.isEmpty && alerts.isEmpty && suppressions.isEmpty && levels.isEmpty && incidents.isEmpty
            && deliveries.isEmpty && configuration == nil && silences.isEmpty && pauses.isEmpty && pulses.isEmpty && agenda.isEmpty
            && resolved.isEmpty && awaited.isEmpty && suppressed.isEmpty
            && corrections.isEmpty && verdicts.isEmpty
    }
}
