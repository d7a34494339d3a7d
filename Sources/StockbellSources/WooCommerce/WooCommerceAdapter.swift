import FoundationEssentials
import StockbellCore

/// Reads WooCommerce's product webhooks: each holds the whole product or variation as the REST API v3 gives it.
///
/// Source: WooCommerce, class-wc-webhook.php; WooCommerce REST API documentation, "Webhooks" and "Products".
struct WooCommerceAdapter: SourceAdapter {
    enum Topic: String {
        case created = "product.created"
        case updated = "product.updated"
        case restored = "product.restored"
        case deleted = "product.deleted"
    }

    static let topicHeader = "X-WC-Webhook-Topic"
    static let signature = BodySignature(header: "X-WC-Webhook-Signature")
    /// Their stock is what their variations or parts have.
    private static let collections: Set = ["variable", "grouped"]

    let settings: SourceSettings
    private let keys: [SigningKey]

    init(settings: SourceSettings) {
        self.settings = settings
        keys = settings.secrets.compactMap(SigningKey.init(text:))
    }

    var tellingHeaders: [String] { [Self.topicHeader] }

    func verify(_ request: SourceRequest, now: Date) -> Verification {
        if WooCommercePing.isPing(request) { return .genuine }
        return Verifier(settings: settings).verify(request) { Self.signature.verify(request, keys: keys) }
    }

    func decode(_ request: SourceRequest) -> Decoded {
        if WooCommercePing.isPing(request) {
            return .ignored(type: WooCommercePing.type, reason: "WooCommerce asks whether anybody answers")
        }
        var name: String?
        do throws(Unreadable) {
            let told = try request.told(by: Self.topicHeader)
            name = told
            guard let topic = Topic(rawValue: told) else { return .ignored(type: told, reason: "WooCommerce tells no stock with it") }
            return .events([try event(topic, WooCommerceWire(JSONDocument(request.body).root), request)])
        } catch {
            return .quarantined(type: name, reason: error.reason)
        }
    }

    private func event(_ topic: Topic, _ wire: WooCommerceWire, _ request: SourceRequest) throws(Unreadable) -> StockEvent {
        guard let id = wire.id else { throw Unreadable(missing: ["id"]) }
        var event = StockEvent(
            kind: .removed, type: topic.rawValue,
            subject: Subject(
                source: settings.name, platform: .woocommerce, item: Item(id: id, sku: wire.sku, name: wire.name, parent: wire.parentID),
                facts: facts(wire)),
            dedupeKey: .fingerprint(of: request.body), occurredAt: wire.modifiedAt)
        guard topic != .deleted else { return event }
        // The delivery's id is another at each attempt and shared by all of one second.
        event.dedupeKey = .fingerprint(
            id, "\(wire.modifiedAt?.timeIntervalSince1970 ?? 0)", "\(wire.quantity?.description ?? "")", wire.status ?? "", wire.backorders ?? "")
        switch wire.managing {
        case .own where wire.quantity != nil:
            (event.kind, event.quantity) = (.level, wire.quantity)
        case .parent:
            (event.kind, event.note) = (.ignored, "its stock is its product's, which tells it by itself")
        case .nobody where wire.type.map(Self.collections.contains) == true:
            (event.kind, event.note) = (.ignored, "its variations tell their own stock")
        case .own, .nobody:
            (event.kind, event.note) = try declaration(wire)
        case nil:
            throw Unreadable(missing: ["manage_stock"])
        }
        return event
    }

    /// What the status says where there is no number.
    private func declaration(_ wire: WooCommerceWire) throws(Unreadable) -> (StockEvent.Kind, String?) {
        guard let status = wire.status else { throw Unreadable(missing: ["stock_status"]) }
        return switch WooCommerceWire.Status(rawValue: status) {
        case .inStock: (.declaredBack, nil)
        case .outOfStock, .onBackorder: (.declaredOut, nil)
        case nil: (.ignored, "its stock status is \"\(status)\", which is none of WooCommerce's own")
        }
    }

    private func facts(_ wire: WooCommerceWire) -> StockFacts {
        let status = wire.status.flatMap(WooCommerceWire.Status.init)
        return StockFacts(
            backorderAllowed: status == .onBackorder ? true : wire.backorders.map { $0 != "no" }, tracked: wire.managing.map { $0 != .nobody },
            sellable: status.map { $0 != .outOfStock })
    }
}
