import FoundationEssentials
import StockbellCore

/// Reads Saleor's stock webhooks, whose bodies are what the shop's own subscription asks for.
///
/// Source: saleor/saleor, webhook event types, transport and GraphQL schema; docs.saleor.io, "Webhooks".
struct SaleorAdapter: SourceAdapter {
    static let eventHeader = "Saleor-Event"
    static let signature = BodySignature(header: "Saleor-Signature", encoding: .hexadecimal)
    private static let domainHeader = "Saleor-Domain"
    private static let prefix = "product_variant_"
    private static let kinds: [String: StockEvent.Kind] = [
        "product_variant_out_of_stock": .declaredOut,
        "product_variant_back_in_stock": .declaredBack,
        "product_variant_stock_updated": .touched,
    ]

    let settings: SourceSettings
    private let keys: [SigningKey]

    init(settings: SourceSettings) {
        self.settings = settings
        keys = settings.secrets.compactMap(SigningKey.init(text:))
    }

    var tellingHeaders: [String] { [Self.eventHeader, Self.domainHeader] }

    func verify(_ request: SourceRequest, now: Date) -> Verification {
        Verifier(settings: settings).verify(request) { Self.signature.verify(request, keys: keys) }
    }

    func decode(_ request: SourceRequest) -> Decoded {
        var name: String?
        do throws(Unreadable) {
            let type = try request.told(by: Self.eventHeader)
            name = type
            guard let kind = Self.kinds[type] else {
                let isOfChannel = type.hasPrefix(Self.prefix) && (type.hasSuffix("_in_channel") || type.hasSuffix("_for_click_and_collect"))
                return .ignored(
                    type: type,
                    reason: isOfChannel ? "it is about a way of selling; the stock is told by warehouse" : "Saleor tells no stock with it")
            }
            return .events(try events(kind, type, SaleorWire(JSONDocument(request.body).root), request))
        } catch {
            return .quarantined(type: name, reason: error.reason)
        }
    }

    /// One event of the warehouse that is named; of each warehouse with a number where none is.
    private func events(_ kind: StockEvent.Kind, _ type: String, _ wire: SaleorWire, _ request: SourceRequest) throws(Unreadable) -> [StockEvent] {
        guard let variant = wire.variant, let id = variant.id else { throw Unreadable(missing: ["productVariant.id"]) }
        let item = Item(id: id, sku: variant.sku, name: variant.name, parent: variant.productID)
        let facts = StockFacts(tracked: variant.trackInventory)
        let key = DedupeKey.fingerprint(type, request.header(Self.domainHeader) ?? "", of: request.body)
        func event(_ kind: StockEvent.Kind, at warehouse: SaleorWire.Warehouse?, _ available: Decimal?) -> StockEvent {
            StockEvent(
                kind: kind == .touched && available != nil ? .level : kind, type: type,
                subject: Subject(
                    source: settings.name, platform: .saleor, item: item,
                    place: warehouse.flatMap { warehouse in warehouse.id.map { Place(id: $0, name: warehouse.name) } }, facts: facts),
                dedupeKey: key, quantity: available, occurredAt: wire.issuedAt,
                note: kind == .touched && available == nil ? "needs a subscription that asks for stocks { quantity quantityAllocated }" : nil)
        }
        if let warehouse = wire.warehouse, let id = warehouse.id {
            return [event(kind, at: warehouse, variant.stocks.first { $0.warehouse?.id == id }?.available)]
        }
        let counted = variant.stocks.filter { $0.available != nil && $0.warehouse?.id != nil }
        return counted.isEmpty ? [event(kind, at: nil, nil)] : counted.map { event(.touched, at: $0.warehouse, $0.available) }
    }
}
