import FoundationEssentials
import StockbellCore

/// Reads Shopify's inventory level webhooks, which name the inventory item and the location, but no SKU and no product.
///
/// Source: shopify.dev, Apps, "Webhooks"; Admin API, webhook topics `inventory_levels/…`.
struct ShopifyAdapter: SourceAdapter {
    enum Topic: String {
        case update = "inventory_levels/update"
        case connect = "inventory_levels/connect"
        case disconnect = "inventory_levels/disconnect"
    }

    static let topicHeader = "X-Shopify-Topic"
    static let idHeader = "X-Shopify-Webhook-Id"
    static let triggeredAtHeader = "X-Shopify-Triggered-At"
    static let testHeader = "X-Shopify-Test"
    static let signature = BodySignature(header: "X-Shopify-Hmac-Sha256")

    let settings: SourceSettings
    private let keys: [SigningKey]

    init(settings: SourceSettings) {
        self.settings = settings
        keys = settings.secrets.compactMap(SigningKey.init(text:))
    }

    var tellingHeaders: [String] { [Self.topicHeader, Self.idHeader, Self.triggeredAtHeader, Self.testHeader] }

    func verify(_ request: SourceRequest, now: Date) -> Verification {
        Verifier(settings: settings).verify(request) { Self.signature.verify(request, keys: keys) }
    }

    func decode(_ request: SourceRequest) -> Decoded {
        var name: String?
        do throws(Unreadable) {
            let told = try request.told(by: Self.topicHeader)
            name = told
            guard let topic = Topic(rawValue: told) else { return .ignored(type: told, reason: "Shopify tells no stock at a place with it") }
            return .events([try event(topic, ShopifyWire(JSONDocument(request.body).root), request)])
        } catch {
            return .quarantined(type: name, reason: error.reason)
        }
    }

    private func event(_ topic: Topic, _ wire: ShopifyWire, _ request: SourceRequest) throws(Unreadable) -> StockEvent {
        guard let item = wire.inventoryItemID, let location = wire.locationID else {
            throw Unreadable(
                missing: [wire.inventoryItemID == nil ? "inventory_item_id" : nil, wire.locationID == nil ? "location_id" : nil].compactMap(\.self))
        }
        var event = StockEvent(
            kind: .level, type: topic.rawValue,
            subject: Subject(
                source: settings.name, platform: .shopify, item: Item(id: item), place: Place(id: location),
                isTest: request.says("true", in: Self.testHeader)),
            dedupeKey: dedupeKey(request),
            // The header counts finer than the body, which counts in seconds.
            occurredAt: request.time(in: Self.triggeredAtHeader) ?? wire.updatedAt)
        switch (topic, wire.available) {
        case (.disconnect, _):
            event.kind = .removed
        case (_, .quantity(let quantity)):
            event.quantity = quantity
            event.subject.facts.tracked = true
        case (_, .untracked):
            event.kind = .removed
            event.subject.facts.tracked = false
        case (.connect, .untold):
            event.kind = .ignored
            event.note = "the item is kept at this location from now on; how many is not told"
        case (.update, .untold):
            throw Unreadable(missing: ["available"])
        }
        return event
    }

    /// By the delivery's id, which its repeats share; never by `X-Shopify-Event-Id`, which all levels of one bulk edit share.
    private func dedupeKey(_ request: SourceRequest) -> DedupeKey {
        guard let id = request.header(Self.idHeader), !id.isEmpty else { return .fingerprint(of: request.body) }
        return .provider("webhook-id", id)
    }
}
