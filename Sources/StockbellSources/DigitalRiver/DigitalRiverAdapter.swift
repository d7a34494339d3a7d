import FoundationEssentials
import StockbellCore

/// Reads the inventory webhooks of Digital River's Commerce API.
///
/// Source: docs.digitalriver.com, Commerce API, Events, "Inventory event types".
struct DigitalRiverAdapter: SourceAdapter {
    private static let kinds: [String: StockEvent.Kind] = [
        "inventory.out_of_stock": .declaredOut,
        "inventory.self_managed_updated": .level,
        "inventory.fulfiller_managed_updated": .level,
    ]

    let settings: SourceSettings

    func verify(_ request: SourceRequest, now: Date) -> Verification {
        Verifier(settings: settings).verify(request) { DigitalRiverSignature.verify(request, secrets: settings.secrets) }
    }

    func decode(_ request: SourceRequest) -> Decoded {
        var type: String?
        do throws(Unreadable) {
            type = try JSONBody.decode(DigitalRiverWire.Envelope.self, from: request.body).type.told
            guard let type else { throw Unreadable(missing: ["type"]) }
            guard let kind = Self.kinds[type] else { return .ignored(type: type, reason: "Digital River tells no stock with it") }
            return .events([try event(kind, type, JSONBody.decode(DigitalRiverWire.self, from: request.body))])
        } catch {
            return .quarantined(type: type, reason: error.reason)
        }
    }

    private func event(_ kind: StockEvent.Kind, _ type: String, _ wire: DigitalRiverWire) throws(Unreadable) -> StockEvent {
        let object = wire.data?.object
        guard let id = wire.id.told, let quantity = object?.quantity?.value, let partNumber = object?.partNumber.told else {
            throw Unreadable(
                missing: [
                    wire.id.told == nil ? "id" : nil, object?.quantity == nil ? "data.object.quantity" : nil,
                    object?.partNumber.told == nil ? "data.object.partNumber" : nil,
                ].compactMap(\.self))
        }
        let fulfiller = object?.fulfiller.told
        let subject = Subject(
            source: settings.name, platform: .digitalRiver, item: Item(id: partNumber, sku: partNumber),
            place: fulfiller.map { Place(id: $0, name: $0) },
            facts: StockFacts(
                backorderAllowed: object?.allowBackOrder?.value, fulfiller: fulfiller,
                productIDs: (object?.products ?? []).compactMap { $0?.productId.told }),
            // A body that does not say so is live: a missed test mark costs a message too many, a missed stock-out costs sales.
            isTest: wire.liveMode?.value == false)
        return StockEvent(
            kind: kind, type: type, subject: subject,
            // One stock change may come as two types under one id.
            dedupeKey: .provider(id, type), quantity: quantity, previous: wire.data?.previousAttributes?.quantity?.value,
            occurredAt: wire.createdTime?.date)
    }
}
