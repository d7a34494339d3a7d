import StockbellCore

extension ChannelKeys {
    /// The URL of a service, checked, or the service's own; nothing that goes there may be read on the way.
    func service(_ url: Found<SecretAddress>?, usual: String, _ reading: inout Reading) -> Secret {
        guard let url else { return Secret(usual) }
        basics.checkSecrecy(of: url, secret: "a secret goes with it", &reading)
        var text = url.value.text
        while text.hasSuffix("/") { text.removeLast() }
        return Secret(text)
    }

    /// How a chat lets us in: by a webhook's URL alone, or by the token of a bot.
    ///
    /// - Parameter server: where a bot's API is, unless `url` says it; nil: only `url` can.
    func access(_ url: Found<SecretAddress>?, _ token: Found<Secret>?, server: String?, at place: Place, _ reading: inout Reading) -> ChatAccess? {
        guard let token else {
            guard let url else {
                if !reading.hasError(within: place) { reading.error("needs \"url\", a webhook, or \"token\", that of a bot", at: place) }
                return nil
            }
            basics.checkSecrecy(of: url, secret: "the URL is the secret", &reading)
            return .hook(Secret(url.value.text))
        }
        guard url != nil || server != nil else {
            if !reading.hasError(within: place) { reading.error("needs \"url\" beside \"token\": the server", at: place) }
            return nil
        }
        return .bot(server: service(url, usual: server ?? "", &reading), token: token.value)
    }
}
