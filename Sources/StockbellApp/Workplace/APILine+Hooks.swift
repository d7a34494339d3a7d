import StockbellSources

/// Why a platform's webhooks cannot be listed.
struct HookTrouble: Error {
    var reason: String
}

extension APILine {
    private static let mostPages = 20

    /// All webhooks that the token can see.
    func hooks(_ api: any HookAPI) async throws(HookTrouble) -> [PlatformHook] {
        var hooks: [PlatformHook] = []
        for page in 1...Self.mostPages {
            let response = await perform(api.list(page: page))
            if let error = response.error { throw HookTrouble(reason: error) }
            guard response.status == 200 else { throw HookTrouble(reason: "HTTP \(response.status)") }
            guard let found = api.hooks(in: response) else { throw HookTrouble(reason: "the answer cannot be understood") }
            hooks += found.hooks
            if found.isLast { break }
        }
        return hooks
    }
}
