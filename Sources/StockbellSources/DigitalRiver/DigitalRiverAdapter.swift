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

    /// It runs out by an order; else the shop set it by hand, or the fulfiller told its own number.
    ///
    /// Source: docs.digitalriver.com, Commerce API, "Inventory self-managed updated event", which names five causes of a zero set by hand.
    private static let reasons: [String: StockReason] = [
        "inventory.out_of_stock": StockReason(.soldOut),
        "inventory.self_managed_updated": StockReason(.errorCorrection, isGuess: true),
        "inventory.fulfiller_managed_updated": StockReason(.synchronisation, isGuess: true),
    ]

    let settings: SourceSettings
    private let keys: [SigningKey]

    init(settings: SourceSettings) {
        self.settings = settings
        keys = settings.secrets.compactMap(SigningKey.init(text:))
    }

    func verify(_ request: SourceRequest, now: Date) -> Verification {
        Verifier(settings: settings).verify(request) { DigitalRiverSignature.verify(request, keys: keys) }
    }

    func decode(_ request: SourceRequest) -> Decoded {
        var type: String?
        do throws(Unreadable) {
            let body = try JSONDocument(request.body).root
            type = try body["type"]?.told
            guard let type else { throw Unreadable(missing: ["type"]) }
            guard let kind = Self.kinds[type] else { return .ignored(type: type, reason: "Digital River tells no stock with it") }
            return .events([try event(kind, type, DigitalRiverWire(body))])
        } catch {
            return .quarantined(type: type, reason: error.reason)
        }
    }

    private func event(_ kind: StockEvent.Kind, _ type: String, _ wire: DigitalRiverWire) throws(Unreadable) -> StockEvent {
        let object = wire.data?.object
        guard let id = wire.id, let quantity = object?.quantity, let partNumber = object?.partNumber else {
            throw Unreadable(
                missing: [
                    wire.id == nil ? "id" : nil, object?.quantity == nil ? "data.object.quantity" : nil,
                    object?.partNumber == nil ? "data.object.partNumber" : nil,
                ].compactMap(\.self))
        }
        let fulfiller = object?.fulfiller
        let subject = Subject(
            source: settings.name, platform: .digitalRiver, item: Item(id: partNumber, sku: partNumber),
            place: fulfiller.map { Place(id: $0, name: $0) },
            facts: StockFacts(
                backorderAllowed: object?.allowBackOrder, fulfiller: fulfiller, productIDs: object?.productIDs ?? []),
            // A body that does not say so is live: a missed test mark costs a message too many, a missed stock-out costs sales.
            isTest: wire.liveMode == false)
        return StockEvent(
            kind: kind, type: type, subject: subject,
            // One stock change may come as two types under one id.
            dedupeKey: .provider(id, type), quantity: quantity, previous: wire.data?.previousQuantity,
            occurredAt: wire.createdTime
        )
        .because(Self.reasons[type])
    }
}
