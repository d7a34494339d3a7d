package import FoundationEssentials
package import StockbellCore

/// Plays an event through the rules without a store: what would be decided, who would hear it, and what they would read.
package struct Rehearsal: Sendable {
    /// What became of one stock event.
    package struct Scene: Sendable {
        package var record: EventRecord
        /// nil: it makes no alert.
        package var alert: Alert?
        /// nil without an alert.
        package var desire: Desire?
        package var letters: [Letter]
        package var suppressions: [Suppression]
    }

    /// One message that would go out.
    package struct Letter: Sendable {
        package var delivery: Delivery
        package var channel: ChannelSettings
        package var order: LetterOrder
    }

    private let settings: Settings

    /// Single events are shown as alerts of their own, whatever the source says of first sights.
    package init(settings: Settings) {
        var settings = settings
        for index in settings.sources.indices { settings.sources[index].firstSight = .alert }
        self.settings = settings
    }

    /// Plays what a body says, event after event, beginning with nothing known.
    package func play(_ decoded: Decoded, source: String, body: [UInt8], now: Date) throws -> [Scene] {
        var ids = ULIDSource(SystemRandomNumberGenerator())
        var chance = SystemRandomNumberGenerator()
        let ledger = Ledger(settings: settings, zones: FoundationZones())
        let arrival = Arrival(id: ids.next(at: now), source: source, receivedAt: now, body: body)
        var book = Book(now: now)
        // As on a day when every channel has room: what is born under way goes out even if the next event overtakes it.
        var slots = Dictionary(settings.channels.map { ($0.name, $0.concurrency) }) { first, _ in first }
        _ = try ledger.apply([.arrival(arrival, decoded)], to: &book, slots: &slots, ids: &ids, chance: &chance)
        let changes = book.changes
        return changes.events.flatMap { record in
            let own = record.alert.flatMap { id in changes.alerts.first { $0.id == id } }
            let derived = changes.alerts.filter { $0.behind == record.id && $0.isDerived }
            return ([own] + derived).map { alert in
                Scene(
                    record: record, alert: alert, desire: alert.map(settings.routing.desire), letters: alert.map { letters($0, changes, now) } ?? [],
                    suppressions: alert.map { suppressions($0, changes) } ?? [])
            }
        }
    }

    private func letters(_ alert: Alert, _ changes: Changes, _ now: Date) -> [Letter] {
        changes.deliveries.values.filter { $0.alerts.contains(alert.id) && !$0.state.isFinished }.sorted { $0.id < $1.id }.compactMap { delivery in
            settings.channel(delivery.address.channel).map { channel in
                let order = LetterOrder(Claimed(delivery: delivery, alerts: [alert]), on: channel, routing: settings.routing, now: now)
                return Letter(delivery: delivery, channel: channel, order: order)
            }
        }
    }

    /// Those recorded as such, messages of rules on trial, and those that a later event of the same body overtook.
    private func suppressions(_ alert: Alert, _ changes: Changes) -> [Suppression] {
        let overtaken = changes.deliveries.values.filter { $0.alerts.contains(alert.id) && $0.state == .suppressed }.sorted { $0.id < $1.id }
        return changes.suppressions.filter { $0.alert == alert.id }
            + overtaken.map {
                Suppression(
                    alert: alert.id, department: $0.department, rule: $0.rule, address: $0.address,
                    reason: $0.reason == Suppression.Reason.trial.sentence ? .trial : .over, at: $0.finishedAt ?? $0.createdAt)
            }
    }
}
