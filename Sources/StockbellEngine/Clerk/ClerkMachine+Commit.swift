package import FoundationEssentials
package import StockbellCore

extension ClerkMachine {
    /// What a transaction told beside its answers.
    package struct Commit: Hashable, Sendable {
        package var verdicts: [Arrival.Verdict?]
        package var claimed: [Claimed]
        /// By channel, the earliest due time of deliveries that became pending.
        package var pending: [String: Date]
        /// By channel asked in a claim, when the next one is due that was not due yet.
        package var next: [String: Date]
        package var held: Date?
        /// By source, how many levels were not what its platform has.
        package var missed: [String: Int] = [:]
        /// By channel, reports of messages that are not known here.
        package var strays: [String: Int] = [:]
        package var lease: Date?
        /// All that is paused, over or not.
        package var pauses: Set<Pause>
        /// The store's time, in which due times are written; it never steps back, as the machine's clock may.
        package var now: Date?

        package init(
            verdicts: [Arrival.Verdict?], claimed: [Claimed] = [], pending: [String: Date] = [:], next: [String: Date] = [:], held: Date? = nil,
            lease: Date? = nil, pauses: Set<Pause> = []
        ) {
            self.verdicts = verdicts
            self.claimed = claimed
            self.pending = pending
            self.next = next
            self.held = held
            self.lease = lease
            self.pauses = pauses
        }

        /// Reads what the clerk must remember out of a book that the ledger worked on.
        package init(_ result: Ledger.Result, _ book: Book) {
            self.init(verdicts: result.verdicts, claimed: result.claimed, next: book.nextPending, pauses: Set(book.pauses.values))
            now = book.now
            missed = result.missed
            strays = result.strays
            held =
                (book.changes.agenda.values.compactMap { $0?.dueAt }
                + book.changes.awaited.values.filter { !$0.isOver }.compactMap(\.row.deadline)).min()
            // No claim follows another within a millisecond.
            for channel in result.withheld { pending[channel] = book.now.addingTimeInterval(0.001) }
            for delivery in book.changes.deliveries.values {
                switch delivery.state {
                case .pending:
                    let channel = delivery.address.channel
                    pending[channel] = min(pending[channel] ?? delivery.dueAt, delivery.dueAt)
                case .held, .gathering: held = min(held ?? delivery.dueAt, delivery.dueAt)
                case .sending: lease = [lease, delivery.leaseUntil].compactMap { $0 }.min()
                case .delivered, .unknown, .suppressed, .dead: break
                }
            }
        }
    }
}
