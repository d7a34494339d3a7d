package import StockbellCore

/// Which types of channel are called back, and who reads what the calls say.
package enum FeedbackReaders {
    /// The reader of a channel's calls; nil when its type has none, or the channel has no door for feedback.
    package static func reader(for channel: ChannelSettings) -> (any FeedbackReader)? {
        guard let callback = CallbackURL(channel) else { return nil }
        switch channel.kind {
        case .kannel(let settings): return KannelReader(settings, callback: callback)
        default: return nil
        }
    }
}
