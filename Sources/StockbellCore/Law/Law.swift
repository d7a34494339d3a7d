package import FoundationEssentials

/// The law behind the promise, row by row: what must be so in every store after every commit.
///
///     arrivals        = decoded + duplicate + ignored + quarantined
///     stock events    = applied + duplicate + stale + ignored + waiting for a reading (+ quarantined bodies)
///     alert × address = carried by a delivery + left out or suppressed (reason)
///     deliveries      = held + gathering + pending + sending + delivered + unknown + suppressed (reason) + dead
///
/// Pure: a row is judged with its neighbours as of one moment.
///
/// Two events with one dedupe key are not looked for: a record has no key, and the store's primary key keeps them apart.
package struct Law: Sendable {
    /// Channels whose far side cannot tell a repeat, so that one must be marked.
    let unsure: Set<String>

    /// - Parameter channels: today's; what depends on a channel that is not among them is not judged.
    package init(channels: [ChannelSettings] = []) {
        unsure = Set(channels.filter { !$0.kind.isIdempotent }.map(\.name))
    }

    /// What is wrong with a row; empty: it keeps the law.
    ///
    /// - Parameter now: the store's time, as of the moment at which the row was read.
    package func breaches(of row: AuditedRow, now: Date) -> [Breach] {
        switch row {
        case .arrival(let row): Self.judge(row, now)
        case .event(let row): Self.judge(row, now)
        case .alert(let row): Self.judge(row, now)
        case .delivery(let row): judge(row, now)
        case .suppression(let row): Self.judge(row, now)
        case .incident(let row): Self.judge(row, now)
        case .level(let row): Self.judge(row, now)
        case .agenda(let row): Self.judge(row, now)
        case .unreadable(let table, let id, let what):
            [Breach(table: table, id: id, check: .unreadable, sentence: "\(what): stockbell \(Self.passesOver)")]
        }
    }

    private static let passesOver = "passes over it; a newer program may have written it, or the file is damaged"
}
