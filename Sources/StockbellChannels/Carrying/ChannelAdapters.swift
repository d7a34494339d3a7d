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
        case .teams(let settings): TeamsAdapter(settings, channel: channel)
        case .discord(let settings): DiscordAdapter(settings, channel: channel)
        case .googleChat(let settings): GoogleChatAdapter(settings, channel: channel)
        case .mattermost(let settings): MattermostAdapter(settings, channel: channel)
        case .rocketChat(let settings): RocketChatAdapter(settings, channel: channel)
        case .telegram(let settings): TelegramAdapter(settings, channel: channel)
        case .matrix(let settings): MatrixAdapter(settings, channel: channel)
        case .ntfy(let settings): NtfyAdapter(settings, channel: channel)
        case .zulip(let settings): ZulipAdapter(settings, channel: channel)
        case .webhook(let settings): WebhookAdapter(settings, channel: channel)
        case .kannel(let settings): KannelAdapter(settings, channel: channel)
        case .twilio(let settings): TwilioAdapter(settings, channel: channel)
        case .vonage(let settings): VonageAdapter(settings, channel: channel)
        case .messagebird(let settings): MessageBirdAdapter(settings, channel: channel)
        case .sinch(let settings): SinchAdapter(settings, channel: channel)
        case .plivo(let settings): PlivoAdapter(settings, channel: channel)
        case .telnyx(let settings): TelnyxAdapter(settings, channel: channel)
        case .sns(let settings): SNSAdapter(settings, channel: channel)
        }
    }
}
