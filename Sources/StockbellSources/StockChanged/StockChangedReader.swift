import FoundationEssentials
import StockbellCore

/// Reads our own schema of a change of stock, the `data` of an event of type `stock.changed`: one change, or a list of them.
///
/// An event of Standard Webhooks and one of CloudEvents carry it alike.
struct StockChangedReader {
    static let type = "stock.changed"
    /// The name under which the same is told by senders that had no schema to go by.
    private static let otherType = "inventory.level_changed"

    let settings: SourceSettings
    /// The event's type as it stands in the body.
    let type: String
    /// When it happened, where a change has no time of its own.
    let timestamp: Date?
    /// As `timestamp`, the sender's count.
    let sequence: Int64?
    /// The key of the change at a position of the list.
    let key: (Int) -> DedupeKey

    /// Whether an event is of this schema: `stock.changed` or `inventory.level_changed`, also behind a name of the sender's own,
    /// `com.example.stock.changed`.
    static func reads(_ type: String) -> Bool {
        [Self.type, otherType].contains { type == $0 || type.hasSuffix(".\($0)") }
    }

    func read(_ data: JSONValue) -> Decoded {
        guard data.node.kind == .array, let changes = try? data.elements else { return change(data, 0) }
        let parts = changes.enumerated().map { change($1, $0) }
        return .joined(parts, of: settings, nothing: (type, "it lists no change"))
    }

    private static func kind(_ status: StockChangedWire.Status?) -> StockEvent.Kind {
        switch status {
        case nil: .level
        case .out: .declaredOut
        case .low: .declaredLow
        case .ok: .declaredBack
        case .removed: .removed
        }
    }

    private func change(_ value: JSONValue, _ index: Int) -> Decoded {
        do throws(Unreadable) {
            let wire = try StockChangedWire(value)
            let id = wire.item?.id ?? wire.item?.sku
            let lacksNumber = wire.quantity == nil && wire.status == nil
            guard let id, !lacksNumber else {
                throw Unreadable(
                    missing: [
                        id != nil ? nil : "\(value.name).\(wire.item == nil ? "item" : "item.id")",
                        lacksNumber ? "\(value.name).quantity" : nil,
                    ].compactMap(\.self))
            }
            let subject = Subject(
                source: settings.name, platform: settings.platform,
                item: Item(id: id, sku: wire.item?.sku, name: wire.item?.name, parent: wire.item?.parent), place: wire.place, facts: wire.facts,
                isTest: wire.isTest ?? false)
            return .events([
                StockEvent(
                    kind: Self.kind(wire.status), type: type, subject: subject, dedupeKey: key(index),
                    quantity: wire.status == .removed ? nil : wire.quantity, previous: wire.previous,
                    occurredAt: wire.timestamp ?? timestamp, sequence: wire.sequence ?? sequence
                )
                .because(wire.facts.updateSource.flatMap(StockReason.init(word:)))
            ])
        } catch {
            return .quarantined(type: type, reason: error.reason)
        }
    }
}
