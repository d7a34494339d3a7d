package import StockbellCore

/// Which types of channel are called back, and who reads what the calls say.
package enum FeedbackReaders {
    /// The reader of a channel's calls; nil when its type has none, or the channel has no door for feedback.
    package static func reader(for channel: ChannelSettings) -> (any FeedbackReader)? {
        if case .smtp(let settings) = channel.kind { return MailReader(settings, channel: channel) }
        guard let callback = CallbackURL(channel) else { return nil }
        switch channel.kind {
        case .kannel(let settings): return KannelReader(settings, callback: callback)
        case .twilio(let settings): return TwilioReader(settings, callback: callback)
        case .vonage(let settings): return VonageReader(settings, callback: callback)
        case .messagebird(let settings): return MessageBirdReader(settings, callback: callback)
        case .sinch(let settings): return SinchReader(settings, callback: callback)
        case .plivo(let settings): return PlivoReader(settings, callback: callback)
        case .telnyx(let settings): return TelnyxReader(settings, callback: callback)
        // SNS writes what became of texts into CloudWatch, and calls nobody.
        case .sns: return nil
        default: return nil
        }
    }
}
