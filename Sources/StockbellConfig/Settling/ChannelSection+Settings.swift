import StockbellCore

extension ChannelSection {
    /// The channel that the section says, after the checks that need more than one key; nil when a key that it needs is missing or wrong.
    func settings(named name: String, at place: Place, _ reading: inout Reading) -> ChannelSettings? {
        guard let kind = keys.kind(at: place, &reading) else { return nil }
        let retry = basics.retry?.value.settings(usual: kind.class.defaultRetry, &reading)
        return ChannelSettings(
            name: name, kind: kind, timeout: basics.timeout?.value, concurrency: basics.concurrency?.value, ifUnsure: basics.ifUnsure?.value,
            allowsPrivateNetwork: basics.allowsPrivateNetwork, retry: retry, rates: basics.rate?.value.rates(of: kind),
            incidents: basics.incidents?.value, text: basics.text)
    }
}
