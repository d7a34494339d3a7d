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
    /// - Parameters:
    ///   - hookPath: what the path of a webhook holds, and that of a server does not.
    ///   - server: where a bot's API is, unless `url` says it; nil: only `url` can.
    func access(
        _ url: Found<SecretAddress>?, _ token: Found<Secret>?, hookPath: String, server: String?, at place: Place, _ reading: inout Reading
    ) -> ChatAccess? {
        guard let token else {
            guard let url else {
                if !reading.hasError(within: place) { reading.error("needs \"url\", a webhook, or \"token\", that of a bot", at: place) }
                return nil
            }
            basics.checkSecrecy(of: url, secret: "the URL is the secret", &reading)
            if let incidents = basics.incidents, incidents.value != .single {
                reading.error(
                    "needs a \"token\": a webhook tells no message's id, so nothing can answer or change it; leave this out", at: incidents.place)
            }
            return .hook(Secret(url.value.text))
        }
        guard url != nil || server != nil else {
            if !reading.hasError(within: place) { reading.error("needs \"url\" beside \"token\": the server", at: place) }
            return nil
        }
        if let url, url.value.address.path.contains(hookPath) {
            reading.error("is a webhook, but beside a \"token\" it must be the server; leave out one of the two", at: url.place)
        } else if let url, url.value.address.hasQuery {
            reading.error("ends in a \"?…\" part, which Stockbell writes itself; leave it out", at: url.place)
        }
        return .bot(server: service(url, usual: server ?? "", &reading), token: token.value)
    }

    /// Refuses a key that only a bot has use for, beside a webhook.
    func mustBeOfBot<Value>(_ found: Found<Value>?, token: Found<Secret>?, because: String, _ reading: inout Reading) {
        guard let found, token == nil else { return }
        reading.error("needs a \"token\" beside it: \(because)", at: found.place)
    }
}
