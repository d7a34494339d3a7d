/// The types of channel, by the word for them in config.json.
package enum ChannelType: String, Hashable, Sendable, CaseIterable {
    case smtp
    case slack
    case teams
    case discord
    case googleChat = "google-chat"
    case mattermost
    case rocketChat = "rocket-chat"
    case telegram
    case matrix
    case ntfy
    case zulip
    case webhook
    case kannel
    case twilio
    case vonage
    case messagebird
    case sinch
    case plivo
    case telnyx
    case sns

    /// What every channel of the type has in common.
    package var traits: ChannelTraits {
        switch self {
        case .smtp: ChannelTraits(.mail, .mailbox, concurrency: 4)
        case .slack: ChannelTraits(.chat, .roomOfBot, concurrency: 1, incidents: [.thread, .edit, .single])
        case .teams: ChannelTraits(.chat, .channel, concurrency: 1)
        case .discord: ChannelTraits(.chat, .channel, concurrency: 1, incidents: [.single, .edit])
        case .googleChat: ChannelTraits(.chat, .channel, concurrency: 1, isIdempotent: true, incidents: [.thread, .single])
        case .mattermost: ChannelTraits(.chat, .roomOfBot, concurrency: 1, incidents: [.thread, .edit, .single])
        case .rocketChat: ChannelTraits(.chat, .roomOfBot, concurrency: 1, incidents: [.thread, .edit, .single])
        case .telegram: ChannelTraits(.chat, .room, concurrency: 1, incidents: [.thread, .edit, .single])
        case .matrix: ChannelTraits(.chat, .room, concurrency: 1, isIdempotent: true, incidents: [.thread, .edit, .single])
        case .ntfy: ChannelTraits(.chat, .room, concurrency: 2)
        case .zulip: ChannelTraits(.chat, .room, concurrency: 1, incidents: [.thread, .edit, .single])
        case .webhook: ChannelTraits(.webhook, .channel, concurrency: 32, isIdempotent: true)
        case .kannel, .twilio, .vonage, .messagebird, .sinch, .plivo, .sns: ChannelTraits(.sms, .phone, concurrency: 4)
        case .telnyx: ChannelTraits(.sms, .phone, concurrency: 4, isIdempotent: true)
        }
    }
}
