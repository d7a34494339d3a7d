import FoundationEssentials
import StockbellCore

/// Reads BigCommerce's inventory webhooks, which name the item and the place but never a quantity.
///
/// Source: developer.bigcommerce.com, Webhooks.
struct BigCommerceAdapter: SourceAdapter {
    let settings: SourceSettings
    private let keys: [SigningKey]

    init(settings: SourceSettings) {
        self.settings = settings
        keys = settings.secrets.compactMap(SigningKey.init(standardWebhooks:))
    }

    func verify(_ request: SourceRequest, now: Date) -> Verification {
        let verification = Verifier(settings: settings).verify(request) { StandardWebhooksSignature.verify(request, keys: keys, now: now) }
        guard verification == .genuine, let store = settings.storeHash, let producer = producer(of: request), producer != "stores/\(store)" else {
            return verification
        }
        // One client secret may sign for several stores.
        return .refused(reason: "it is of another store than `storeHash` names")
    }

    /// nil where the body does not say whose it is; decoding says what is wrong with it.
    private func producer(of request: SourceRequest) -> String? {
        (try? JSONDocument(request.body).root["producer"]?.told) ?? nil
    }

    func decode(_ request: SourceRequest) -> Decoded {
        var name: String?
        do throws(Unreadable) {
            let body = try JSONDocument(request.body).root
            name = try body["scope"]?.told
            guard let name else { throw Unreadable(missing: ["scope"]) }
            guard let scope = BigCommerceScope(name) else { return .ignored(type: name, reason: "BigCommerce tells no stock with it") }
            if scope == .location { return .ignored(type: name, reason: "it is about a location, and has no stock in it") }
            let wire = try BigCommerceWire(body)
            guard let data = wire.data else { throw Unreadable(missing: ["data"]) }
            let kind = kind(scope)
            return .events([
                StockEvent(
                    kind: kind, type: name, subject: try subject(scope, data), dedupeKey: dedupeKey(name, wire, request),
                    occurredAt: wire.createdAt.map { Date(timeIntervalSince1970: TimeInterval($0)) },
                    note: kind == .touched && settings.access == nil ? "needs the API token" : nil
                )
                // Its levels must change through an order.
                .because(scope == .outOfStock ? StockReason(.soldOut) : nil)
            ])
        } catch {
            return .quarantined(type: name, reason: error.reason)
        }
    }

    private func kind(_ scope: BigCommerceScope) -> StockEvent.Kind {
        switch scope {
        case .outOfStock: .declaredOut
        case .lowStock: .declaredLow
        case .location: .ignored
        case .stockChanged, .settingsChanged, .product, .sku: .touched
        }
    }

    private func subject(_ scope: BigCommerceScope, _ data: BigCommerceWire.Contents) throws(Unreadable) -> Subject {
        switch scope {
        case .product, .sku:
            let product = data.inventory?.productID ?? (scope == .product ? data.id : nil)
            let variant = scope == .sku ? data.inventory?.variantID : nil
            return try subject(variant, product, place: nil, missing: ["data.inventory.variant_id", "data.inventory.product_id"])
        default:
            guard let location = data.locationID else { throw Unreadable(missing: ["data.location_id"]) }
            let missing = ["data.variant_id", "data.product_id"]
            return try subject(data.variantID, data.productID, place: Place(id: location), missing: missing)
        }
    }

    private func subject(_ variant: String?, _ product: String?, place: Place?, missing: [String]) throws(Unreadable) -> Subject {
        guard let id = variant ?? product.map(BigCommerceItem.id(product:)) else { throw Unreadable(missing: missing) }
        return Subject(source: settings.name, platform: .bigcommerce, item: Item(id: id, parent: product), place: place)
    }

    /// By the signed id where there is one; else by what BigCommerce repeats verbatim on a retry.
    ///
    /// Never by `hash` alone: what it covers is told three ways, and if it were only `data`, every change of a variant would be a repeat.
    private func dedupeKey(_ scope: String, _ wire: BigCommerceWire, _ request: SourceRequest) -> DedupeKey {
        // Without a secret the header is no more than a claim.
        if !settings.secrets.isEmpty, let id = request.header(StandardWebhooksSignature.idHeader), !id.isEmpty {
            return .provider("webhook-id", id)
        }
        guard let hash = wire.hash, let createdAt = wire.createdAt else { return .fingerprint(of: request.body) }
        return .provider(wire.producer ?? "", scope, hash, String(createdAt))
    }
}
