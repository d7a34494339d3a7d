import StockbellCore

extension ChannelSection {
    /// The channel that the section says, after the checks that need more than one key; nil when a key that it needs is missing or wrong.
    func settings(named name: String, at place: Place, _ reading: inout Reading) -> ChannelSettings? {
        let kind: ChannelSettings.Kind? =
            switch self {
            case .smtp(let section): section.settings(at: place, &reading).map(ChannelSettings.Kind.smtp)
            case .slack(let section): section.settings(&reading).map(ChannelSettings.Kind.slack)
            case .webhook(let section): section.settings(&reading).map(ChannelSettings.Kind.webhook)
            case .kannel(let section): section.settings(&reading).map(ChannelSettings.Kind.kannel)
            }
        guard let kind else { return nil }
        let retry = basics.retry?.value.settings(usual: kind.class.defaultRetry, &reading)
        return ChannelSettings(
            name: name, kind: kind, timeout: basics.timeout?.value, concurrency: basics.concurrency?.value, ifUnsure: basics.ifUnsure?.value,
            allowsPrivateNetwork: basics.allowsPrivateNetwork, retry: retry)
    }
}

extension ChannelBasics {
    /// Without a value, what was written is wrong and told already; nothing more shall follow from it.
    var allowsPrivateNetwork: Bool { allowPrivateNetwork?.value ?? true }

    /// Refuses an address that the channel could never reach, since it may not.
    func checkReach(of host: String, at place: Place, _ reading: inout Reading) {
        guard !allowsPrivateNetwork, Host.isPrivate(host) else { return }
        reading.error("is on this machine or a private network; the channel may go there only with \"allowPrivateNetwork\": true", at: place)
    }
}

extension SlackSection {
    fileprivate func settings(_ reading: inout Reading) -> SlackSettings? {
        guard let url else { return nil }
        if !url.value.address.isEncrypted, !basics.allowsPrivateNetwork {
            reading.error("must be https://, as the URL is the secret; http:// goes only with \"allowPrivateNetwork\": true", at: url.place)
        } else {
            basics.checkReach(of: url.value.address.host, at: url.place, &reading)
        }
        return SlackSettings(url: Secret(url.value.text))
    }
}

extension WebhookSection {
    fileprivate func settings(_ reading: inout Reading) -> WebhookSettings? {
        guard let url else { return nil }
        basics.checkReach(of: url.value.address.host, at: url.place, &reading)
        return WebhookSettings(url: Secret(url.value.text), secrets: secret?.value ?? [], headers: headers?.value ?? [])
    }
}

extension KannelSection {
    fileprivate func settings(_ reading: inout Reading) -> KannelSettings? {
        guard let url, let username, let password else { return nil }
        if url.value.address.hasQuery {
            reading.error("ends in a \"?…\" part, which Stockbell writes itself; leave it out", at: url.place)
        }
        basics.checkReach(of: url.value.address.host, at: url.place, &reading)
        if !url.value.address.isEncrypted, !Host.isPrivate(url.value.address.host) {
            reading.warn("is http://, so the password crosses the network unencrypted", at: url.place)
        }
        return KannelSettings(
            url: Secret(url.value.text), username: username.value, password: password.value, from: from?.value, smsc: smsc?.value,
            maxSegments: maxSegments?.value ?? 3)
    }
}
