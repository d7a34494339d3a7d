import FoundationEssentials
import StockbellCore

/// Reads the stock webhooks of Enad, which carry no signature, no id and no tenant.
///
/// Source: docs.enad.io, Events, "Stock Events".
struct EnadAdapter: SourceAdapter {
    let settings: SourceSettings

    func verify(_ request: SourceRequest, now: Date) -> Verification {
        Verifier(settings: settings).verify(request, signature: nil)
    }

    func decode(_ request: SourceRequest) -> Decoded {
        do throws(Unreadable) {
            let wire = try JSONBody.decode(EnadWire.self, from: request.body)
            guard let name = wire.eventType.told else { throw Unreadable(missing: ["event_type"]) }
            guard let type = EnadWire.EventType(rawValue: name) else { return .ignored(type: name, reason: "Enad tells no stock with it") }
            guard let payload = wire.payload else { throw Unreadable(missing: ["payload"]) }
            return .events([try event(type, payload, request.body)])
        } catch {
            let envelope = try? JSONBody.decode(EnadWire.Envelope.self, from: request.body)
            return .quarantined(type: envelope?.eventType.told, reason: error.reason)
        }
    }

    private func event(_ type: EnadWire.EventType, _ payload: EnadWire.Payload, _ body: [UInt8]) throws(Unreadable) -> StockEvent {
        guard let number = payload.variantNumber.told else { throw Unreadable(missing: ["payload.product_variant_number"]) }
        let subject = Subject(
            source: settings.name, platform: .enad, item: Item(id: number, sku: number, parent: payload.parentID.told),
            place: payload.inventoryID.told.map { Place(id: $0) },
            facts: StockFacts(sellable: payload.availableOnline?.value, updateSource: payload.updateSource.told))
        switch type {
        case .deleted:
            return StockEvent(kind: .removed, type: type.rawValue, subject: subject, dedupeKey: .fingerprint(of: body))
        case .updated:
            return try updated(payload, subject, body)
        case .delta:
            return try delta(payload, subject, body)
        }
    }

    private func updated(_ payload: EnadWire.Payload, _ subject: Subject, _ body: [UInt8]) throws(Unreadable) -> StockEvent {
        let isStock = payload.stockUpdated?.value ?? true
        if isStock && payload.quantity == nil { throw Unreadable(missing: ["payload.quantity"]) }
        return StockEvent(
            kind: isStock ? .level : .ignored, type: EnadWire.EventType.updated.rawValue, subject: subject, dedupeKey: .fingerprint(of: body),
            quantity: payload.quantity?.value, occurredAt: payload.inventoryDate?.date,
            note: isStock ? nil : "stock_updated is false: the request did not touch the stock")
    }

    /// Two contracts are published: with `delta` beside it `quantity` is the new total, without it `quantity` is the change.
    private func delta(_ payload: EnadWire.Payload, _ subject: Subject, _ body: [UInt8]) throws(Unreadable) -> StockEvent {
        guard let quantity = payload.quantity?.value else { throw Unreadable(missing: ["payload.quantity"]) }
        let isTotal =
            switch settings.delta {
            case .auto: payload.delta != nil
            case .change: false
            case .total: true
            }
        let type = EnadWire.EventType.delta.rawValue
        guard isTotal else {
            // Two sales of one unit are the same bytes: a key made of them would lose the second one.
            return StockEvent(kind: .delta, type: type, subject: subject, delta: quantity)
        }
        // Two different changes end at different totals, and the same total twice is one level.
        return StockEvent(
            kind: .level, type: type, subject: subject, dedupeKey: .fingerprint(of: body), quantity: quantity, delta: payload.delta?.value)
    }
}
