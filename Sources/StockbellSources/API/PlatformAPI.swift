package import StockbellCore

/// How one platform's API is asked for stock, and what its answers mean.
///
/// Pure.
package protocol PlatformAPI: Sendable {
    func request(_ inquiry: Inquiry) -> APIRequest
    func finding(in response: APIResponse, to inquiry: Inquiry) -> Finding
    /// What kind of item that is: those of two kinds cannot be asked for in one question.
    func kind(of item: String) -> String
}

/// The platforms whose API Stockbell can ask.
package enum PlatformAPIs {
    /// nil: it cannot be asked, or there is no token.
    package static func api(for settings: SourceSettings) -> (any PlatformAPI)? {
        guard settings.platform == .bigcommerce, let access = settings.reach else { return nil }
        return BigCommerceAPI(source: settings.name, access: access)
    }
}
