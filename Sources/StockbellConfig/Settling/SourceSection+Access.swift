import StockbellCore

extension SourceSection {
    /// The way to the platform's API; nil where there is no token.
    func settledAccess(for platform: Platform, at place: Place, _ reading: inout Reading) -> PlatformAccess? {
        guard platform.hasReadableAPI else {
            for other in [storeHash?.place, token?.place, apiURL?.place, sweep?.place].compactMap(\.self) {
                reading.warn("is for BigCommerce's API and does nothing for \(platform.name)", at: other)
            }
            return nil
        }
        guard let token else {
            for idle in [apiURL?.place, sweep?.place].compactMap(\.self) { reading.warn("does nothing without a \"token\"", at: idle) }
            return nil
        }
        guard let storeHash else {
            if !reading.hasError(within: place) {
                reading.error("needs \"storeHash\" beside it, such as \"storeHash\": \"${BC_STORE}\": it is part of the API's paths", at: token.place)
            }
            return nil
        }
        if let apiURL, apiURL.value.lowercased().hasPrefix("http://"), !Self.isOfThisMachine(apiURL.value) {
            reading.error("would send the token unencrypted; write https://", at: apiURL.place)
        }
        return PlatformAccess(store: storeHash.value, token: token.value, url: apiURL?.value ?? "https://api.bigcommerce.com")
    }

    private static func isOfThisMachine(_ url: String) -> Bool {
        let host = url.dropFirst("http://".count).prefix { !":/".contains($0) }
        return host == "localhost" || host.hasPrefix("127.")
    }
}
