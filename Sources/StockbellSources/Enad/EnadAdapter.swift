import FoundationEssentials
import StockbellCore

/// Reads the stock webhooks of Enad, which carry no signature, no id and no tenant.
///
/// Source: docs.enad.io, Events, "Stock Events".
struct EnadAdapter: SourceAdapter {
    /// What `update_source` lets guess; its words are not all published ("manual, system, etc.").
    private static let reasons: [String: StockReason] = [
        "manual": StockReason(.errorCorrection, isGuess: true),
        "system": StockReason(.synchronisation, isGuess: true),
    ]

    let settings: SourceSettings

    func verify(_ request: SourceRequest, now: Date) -> Verification {
        Verifier(settings: settings).verify(request, signature: nil)
    }

    func decode(_ request: SourceRequest) -> Decoded {
        var name: String?
        do throws(Unreadable) {
            let body = try JSONDocument(request.body).root
            name = try body["event_type"]?.told
            guard let name else { throw Unreadable(missing: ["event_type"]) }
            guard let type = EnadWire.EventType(rawValue: name) else { return .ignored(type: name, reason: "Enad tells no stock with it") }
            guard let payload = try body["payload"] else { throw Unreadable(missing: ["payload"]) }
            return .events([try event(type, EnadWire(payload), request.body)])
        } catch {
            return .quarantined(type: name, reason: error.reason)
        }
    }

    private func event(_ type: EnadWire.EventType, _ payload: EnadWire, _ body: [UInt8]) throws(Unreadable) -> StockEvent {
        guard let number = payload.variantNumber else { throw Unreadable(missing: ["payload.product_variant_number"]) }
        let subject = Subject(
            source: settings.name, platform: .enad, item: Item(id: number, sku: number, parent: payload.parentID),
            place: payload.inventoryID.map { Place(id: $0) },
            facts: StockFacts(sellable: payload.availableOnline, updateSource: payload.updateSource))
        switch type {
        case .deleted:
            return StockEvent(kind: .removed, type: type.rawValue, subject: subject, dedupeKey: .fingerprint(of: body))
        case .updated:
            return try updated(payload, subject, body)
        case .delta:
            return try delta(payload, subject, body)
        }
    }

    private func updated(_ payload: EnadWire, _ subject: Subject, _ body: [UInt8]) throws(Unreadable) -> StockEvent {
        let isStock = payload.stockUpdated ?? true
        if isStock && payload.quantity == nil { throw Unreadable(missing: ["payload.quantity"]) }
        return StockEvent(
            kind: isStock ? .level : .ignored, type: EnadWire.EventType.updated.rawValue, subject: subject, dedupeKey: .fingerprint(of: body),
            quantity: payload.quantity, occurredAt: payload.inventoryDate,
            note: isStock ? nil : "stock_updated is false: the request did not touch the stock"
        )
        .because(payload.updateSource.flatMap { Self.reasons[$0.lowercased()] })
    }

    /// Two contracts are published: with `delta` beside it `quantity` is the new total, without it `quantity` is the change.
    private func delta(_ payload: EnadWire, _ subject: Subject, _ body: [UInt8]) throws(Unreadable) -> StockEvent {
        guard let quantity = payload.quantity else { throw Unreadable(missing: ["payload.quantity"]) }
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
            kind: .level, type: type, subject: subject, dedupeKey: .fingerprint(of: body), quantity: quantity, delta: payload.delta)
    }
}
