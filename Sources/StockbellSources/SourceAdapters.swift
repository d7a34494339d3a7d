package import StockbellCore

/// The platforms that Stockbell reads, each with its adapter.
package enum SourceAdapters {
    /// Makes the adapter for a configured source.
    ///
    /// It holds the source's secrets and settings; make a new one when they change.
    ///
    /// - Parameter zones: For the local times that a mapping may meet.
    package static func adapter(for settings: SourceSettings, zones: any ZoneRules) -> any SourceAdapter {
        switch settings.platform {
        case .bigcommerce: BigCommerceAdapter(settings: settings)
        case .cloudEvents: CloudEventsAdapter(settings: settings)
        case .commercetools: CommercetoolsAdapter(settings: settings)
        case .digitalRiver: DigitalRiverAdapter(settings: settings)
        case .enad: EnadAdapter(settings: settings)
        case .mapping: MappingAdapter(settings: settings, zones: zones)
        case .standardWebhooks: StandardWebhooksAdapter(settings: settings)
        case .saleor: SaleorAdapter(settings: settings)
        case .shopify: ShopifyAdapter(settings: settings)
        case .square: SquareAdapter(settings: settings)
        case .woocommerce: WooCommerceAdapter(settings: settings)
        }
    }
}
