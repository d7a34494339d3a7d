package import FoundationEssentials
package import StockbellCore

/// Plays a platform: gives a sample body the proof of origin that its source asks for.
package enum SampleSigner {
    /// The headers that make `body` genuine for the source: every expected header, and the platform's signature by the first secret.
    ///
    /// - Parameters:
    ///   - id: The delivery's own id, where the platform sends one; the same for a repeat of the same delivery.
    ///   - now: When it is sent; BigCommerce's signature holds for five minutes around it.
    ///   - type: What the platform calls the event, where it says so in a header; nil: the event that most of its bodies are.
    package static func sign(body: [UInt8], settings: SourceSettings, id: String, type: String? = nil, now: Date) -> [Arrival.Header] {
        settings.expectedHeaders.map { Arrival.Header(name: $0.name, value: $0.value.reveal()) } + telling(type: type, of: settings.platform)
            + signature(body, settings, id, now)
    }

    /// The headers by which a platform says what a body is; none where the body says it.
    ///
    /// - Parameter type: As the platform calls it; nil: the event that most of its bodies are.
    package static func telling(type: String?, of platform: Platform) -> [Arrival.Header] {
        switch platform {
        case .saleor: [.init(name: SaleorAdapter.eventHeader, value: type ?? "product_variant_stock_updated")]
        case .shopify: [.init(name: ShopifyAdapter.topicHeader, value: type ?? ShopifyAdapter.Topic.update.rawValue)]
        case .woocommerce: [.init(name: WooCommerceAdapter.topicHeader, value: type ?? WooCommerceAdapter.Topic.updated.rawValue)]
        case .bigcommerce, .cloudEvents, .commercetools, .digitalRiver, .enad, .mapping, .square, .standardWebhooks: []
        }
    }

    private static func signature(_ body: [UInt8], _ settings: SourceSettings, _ id: String, _ now: Date) -> [Arrival.Header] {
        guard let secret = settings.secrets.first(where: { !$0.isEmpty }) else { return [] }
        switch settings.platform {
        case .bigcommerce, .standardWebhooks:
            return SigningKey(standardWebhooks: secret).map { StandardWebhooksSignature.sign(body, with: $0, id: id, now: now) } ?? []
        case .digitalRiver:
            return SigningKey(text: secret).map { DigitalRiverSignature.sign(body, with: $0, now: now) } ?? []
        case .mapping:
            guard let signature = settings.mapping?.signature else { return [] }
            return SigningKey(text: secret).map { [BodySignature(signature).sign(body, with: $0)] } ?? []
        case .saleor:
            return SigningKey(text: secret).map { [SaleorAdapter.signature.sign(body, with: $0)] } ?? []
        case .shopify:
            let id = Arrival.Header(name: ShopifyAdapter.idHeader, value: id)
            return SigningKey(text: secret).map { [id, ShopifyAdapter.signature.sign(body, with: $0)] } ?? []
        case .square:
            guard let key = SigningKey(text: secret), let signature = SquareAdapter.signature(settings) else { return [] }
            return [signature.sign(body, with: key)]
        case .woocommerce:
            return SigningKey(text: secret).map { [WooCommerceAdapter.signature.sign(body, with: $0)] } ?? []
        case .cloudEvents, .commercetools, .enad:
            return []
        }
    }
}
