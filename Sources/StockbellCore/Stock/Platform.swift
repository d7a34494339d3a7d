/// The shop systems whose webhooks Stockbell reads.
package enum Platform: String, Hashable, Sendable, Codable, CaseIterable {
    case bigcommerce
    case cloudEvents = "cloudevents"
    case commercetools
    case digitalRiver = "digital-river"
    case enad
    case mapping
    case saleor
    case shopify
    case square
    case standardWebhooks = "standard-webhooks"
    case woocommerce

    /// The vendor's own spelling, for messages and pages.
    package var name: String {
        switch self {
        case .bigcommerce: "BigCommerce"
        case .cloudEvents: "CloudEvents"
        case .commercetools: "commercetools"
        case .digitalRiver: "Digital River"
        case .enad: "Enad"
        case .mapping: "the mapping"
        case .saleor: "Saleor"
        case .shopify: "Shopify"
        case .square: "Square"
        case .standardWebhooks: "Standard Webhooks"
        case .woocommerce: "WooCommerce"
        }
    }

    /// How long the ids of its events are remembered, to know one that it sends again: its retry span and two days.
    ///
    /// BigCommerce tries for 48 hours; Digital River says "several days", Enad five times at intervals that it does not tell: seven days.
    /// The schedule that Standard Webhooks recommends ends after 28 hours; Azure sends CloudEvents for 24.
    /// commercetools fills queues, of which Amazon's keeps a message for up to 14 days.
    /// Shopify tries for four hours but may be a day late; of Square's own pages one says 24 hours, others 72.
    package var remembersFor: Duration {
        switch self {
        case .shopify: .seconds(3 * 86400)
        case .bigcommerce: .seconds(4 * 86400)
        case .square: .seconds(5 * 86400)
        case .digitalRiver, .enad: .seconds(7 * 86400)
        case .cloudEvents: .seconds(4 * 86400)
        case .commercetools: .seconds(16 * 86400)
        case .mapping: .seconds(7 * 86400)
        case .standardWebhooks: .seconds(4 * 86400)
        case .saleor, .woocommerce: .seconds(7 * 86400)
        }
    }

    /// Whether its events have ids of their own; else only a repeat of an item's last event can be told.
    package var givesIDs: Bool { ![.enad, .saleor, .woocommerce].contains(self) }

    /// Whether the platform signs its bodies, so that a `secret` can be checked.
    package var signsBodies: Bool { ![.enad, .cloudEvents, .commercetools].contains(self) }

    /// Whether Stockbell can ask its API how much there is.
    package var hasReadableAPI: Bool { self == .bigcommerce }

    /// Whether it says so when an item that it declared out is in stock again, so that a repeated "out" is no news.
    package var declaresBack: Bool { self == .saleor || self == .woocommerce }
}
