import FoundationEssentials
import StockbellCore

/// Reads our own schema of a change of stock, the `data` of an event of type `stock.changed`: one change, or a list of them.
///
/// An event of Standard Webhooks and one of CloudEvents carry it alike.
struct StockChangedReader {
    static let type = "stock.changed"

    let settings: SourceSettings
    /// The event's type as it stands in the body.
    let type: String
    /// When it happened, where a change has no time of its own.
    let timestamp: Date?
    /// As `timestamp`, the sender's count.
    let sequence: Int64?
    /// The key of the change at a position of the list.
    let key: (Int) -> DedupeKey

    /// Whether an event is of this schema: `stock.changed`, also behind a name of the sender's own, `com.example.stock.changed`.
    static func reads(_ type: String) -> Bool {
        type == Self.type || type.hasSuffix(".\(Self.type)")
    }

    func read(_ data: JSONValue) -> Decoded {
        guard data.node.kind == .array, let changes = try? data.elements else { return change(data, 0) }
        let parts = changes.enumerated().map { change($1, $0) }
        return .joined(parts, of: settings, nothing: (type, "it lists no change"))
    }

    private func change(_ value: JSONValue, _ index: Int) -> Decoded {
        do throws(Unreadable) {
            let wire = try StockChangedWire(value)
            guard let id = wire.item?.id ?? wire.item?.sku, let quantity = wire.quantity else {
                throw Unreadable(
                    missing: [
                        wire.item == nil ? "\(value.name).item" : wire.item?.id == nil && wire.item?.sku == nil ? "\(value.name).item.id" : nil,
                        wire.quantity == nil ? "\(value.name).quantity" : nil,
                    ].compactMap(\.self))
            }
            let subject = Subject(
                source: settings.name, platform: settings.platform,
                item: Item(id: id, sku: wire.item?.sku, name: wire.item?.name, parent: wire.item?.parent), place: wire.place, facts: wire.facts,
                isTest: wire.isTest ?? false)
            return .events([
                StockEvent(
                    kind: .level, type: type, subject: subject, dedupeKey: key(index), quantity: quantity, previous: wire.previous,
                    occurredAt: wire.timestamp ?? timestamp, sequence: wire.sequence ?? sequence)
            ])
        } catch {
            return .quarantined(type: type, reason: error.reason)
        }
    }
}
