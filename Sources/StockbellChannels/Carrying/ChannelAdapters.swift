package import StockbellCore

/// The list of all types of channel.
package enum ChannelAdapters {
    /// The adapter that speaks a channel's type, with its settings.
    ///
    /// Never fails: an adapter whose settings cannot work answers every parcel with `misconfigured`.
    package static func adapter(for channel: ChannelSettings) -> any ChannelAdapter {
        switch channel.kind {
        case .smtp(let settings): SMTPAdapter(settings, channel: channel)
        case .slack(let settings): SlackAdapter(settings, channel: channel)
        case .webhook(let settings): WebhookAdapter(settings, channel: channel)
        case .kannel(let settings): KannelAdapter(settings, channel: channel)
        }
    }
}
