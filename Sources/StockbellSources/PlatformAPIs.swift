package import StockbellCore

/// The platforms whose API Stockbell can ask.
package enum PlatformAPIs {
    /// nil: it cannot be asked, or there is no token.
    package static func api(for settings: SourceSettings) -> (any PlatformAPI)? {
        guard settings.platform == .bigcommerce, let access = settings.reach else { return nil }
        return BigCommerceAPI(source: settings.name, access: access)
    }

    /// nil: its webhooks cannot be seen, or there is no token.
    package static func hooks(for settings: SourceSettings) -> (any HookAPI)? {
        guard settings.platform == .bigcommerce, let access = settings.reach else { return nil }
        return BigCommerceHooks(api: BigCommerceAPI(source: settings.name, access: access))
    }
}
