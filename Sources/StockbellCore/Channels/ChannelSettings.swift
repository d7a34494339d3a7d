/// A configured way out, as config.json's `channels` has it.
package struct ChannelSettings: Hashable, Sendable {
    /// What to do when the outcome of a message is unknown.
    package enum IfUnsure: String, Hashable, Sendable, CaseIterable {
        /// Send again; marked as a possible duplicate where the far side cannot tell.
        case `repeat`
        /// Leave it at `unknown`.
        case giveUp = "give-up"
    }

    package enum Kind: Hashable, Sendable {
        case smtp(SMTPSettings)
        case slack(SlackSettings)
        case teams(TeamsSettings)
        case discord(DiscordSettings)
        case googleChat(GoogleChatSettings)
        case mattermost(MattermostSettings)
        case rocketChat(RocketChatSettings)
        case telegram(TelegramSettings)
        case matrix(MatrixSettings)
        case ntfy(NtfySettings)
        case zulip(ZulipSettings)
        case webhook(WebhookSettings)
        case kannel(KannelSettings)
        case twilio(TwilioSettings)
        case vonage(VonageSettings)
        case messagebird(MessageBirdSettings)
        case sinch(SinchSettings)
        case plivo(PlivoSettings)
        case telnyx(TelnyxSettings)
        case sns(SNSSettings)
    }

    /// What sort of letter a channel takes; the raw value is part of template file names.
    package enum Class: String, Hashable, Sendable, CaseIterable {
        case mail, chat, sms, webhook
    }

    package var name: String
    package var kind: Kind
    /// The longest that one attempt may take.
    package var timeout: Duration
    /// How many messages may be under way at once, 1…64.
    package var concurrency: Int
    package var ifUnsure: IfUnsure
    package var allowsPrivateNetwork: Bool
    package var retry: RetrySchedule
    /// How fast it may send.
    package var rates: ChannelRates
    /// How the messages of one incident hang together.
    package var incidents: IncidentStyle
    /// For text messages.
    package var text: TextLimits
    /// Where the far side can tell what became of messages; nil: nowhere, as no `publicURL` is known.
    package var feedback: FeedbackDoor?

    package init(
        name: String, kind: Kind, timeout: Duration? = nil, concurrency: Int? = nil, ifUnsure: IfUnsure? = nil, allowsPrivateNetwork: Bool? = nil,
        retry: RetrySchedule? = nil, rates: ChannelRates? = nil, incidents: IncidentStyle? = nil, text: TextLimits = TextLimits()
    ) {
        self.name = name
        self.kind = kind
        self.timeout = timeout ?? kind.defaultTimeout
        self.concurrency = concurrency ?? kind.type.traits.concurrency
        self.ifUnsure = ifUnsure ?? kind.defaultIfUnsure
        self.allowsPrivateNetwork = allowsPrivateNetwork ?? kind.defaultAllowsPrivateNetwork
        self.retry = retry ?? kind.class.defaultRetry
        self.rates = rates ?? kind.usualRates
        self.incidents = incidents ?? kind.usualIncidents
        self.text = text
    }

    private static let mostAhead = 64

    /// How many more messages may be taken out than are under way while all goes well, so that what becomes free never waits for the next commit:
    /// on a near server a few go out within one.
    ///
    /// None where a message that was taken out and not sent when the program died would not be sent again.
    package var ahead: Int { ifUnsure == .repeat ? min(3 * concurrency, Self.mostAhead) : 0 }

    /// The word for its type in config.json.
    package var type: String { kind.type.rawValue }
    package var `class`: Class { kind.class }

    /// The form of its messages where the shop says it; nil: letters, or for a webhook the alerts' facts.
    package var payload: PayloadTemplate? {
        if case .webhook(let settings) = kind { settings.body } else { nil }
    }

    /// Whether letters are written for it: a webhook gets facts, unless its form asks for words.
    package var takesLetters: Bool { self.class != .webhook || payload != nil }
}

extension ChannelSettings.Class {
    /// A text is useless after two hours, a chat message after half a day, a mail or a machine's call after three days.
    ///
    /// The one-minute start of mail leads through greylisting's usual five minutes.
    package var defaultRetry: RetrySchedule {
        switch self {
        case .sms: RetrySchedule(first: .seconds(10), longest: .seconds(600), horizon: .seconds(2 * 3600))
        case .chat: RetrySchedule(first: .seconds(5), longest: .seconds(900), horizon: .seconds(12 * 3600))
        case .mail: RetrySchedule(first: .seconds(60), longest: .seconds(3600), horizon: .seconds(72 * 3600))
        case .webhook: RetrySchedule(first: .seconds(5), longest: .seconds(3600), horizon: .seconds(72 * 3600))
        }
    }
}

extension ChannelSettings.Kind {
    package var type: ChannelType {
        switch self {
        case .smtp: .smtp
        case .slack: .slack
        case .teams: .teams
        case .discord: .discord
        case .googleChat: .googleChat
        case .mattermost: .mattermost
        case .rocketChat: .rocketChat
        case .telegram: .telegram
        case .matrix: .matrix
        case .ntfy: .ntfy
        case .zulip: .zulip
        case .webhook: .webhook
        case .kannel: .kannel
        case .twilio: .twilio
        case .vonage: .vonage
        case .messagebird: .messagebird
        case .sinch: .sinch
        case .plivo: .plivo
        case .telnyx: .telnyx
        case .sns: .sns
        }
    }

    package var `class`: ChannelSettings.Class { type.traits.class }

    /// Whether a repeat is recognised by its id, so that no mark is needed.
    package var isIdempotent: Bool { type == .rocketChat ? !isHook : type.traits.isIdempotent }

    /// A text message is never sent twice unless the shop asks for it, or the gateway recognises it; all else is repeated.
    package var defaultIfUnsure: ChannelSettings.IfUnsure { self.class == .sms && !isIdempotent ? .giveUp : .repeat }

    /// A mail relay and an SMS gateway of one's own usually stand in the shop's own network; all else is on the Internet.
    package var defaultAllowsPrivateNetwork: Bool { type == .smtp || type == .kannel }

    /// Mail servers may take minutes after the final dot (RFC 5321 section 4.5.3.2 asks for ten); HTTP services answer in seconds.
    package var defaultTimeout: Duration { self.class == .mail ? .seconds(150) : .seconds(20) }

    /// How many times the channel's timeout an attempt may last.
    ///
    /// A mail may take two tries at a server, one on a connection that turns out to be stale, and go to the next server then.
    package var mostTries: Int {
        guard case .smtp(let settings) = self else { return 1 }
        return 1 + min(settings.servers.count, SMTPSettings.mostServersAnAttempt)
    }

    /// Whether it is a chat's webhook where a bot could be: it has one place to post to, and tells no message's id, so that nothing can answer it.
    package var isHook: Bool {
        switch self {
        case .slack(let settings): settings.access.isHook
        case .mattermost(let settings): settings.access.isHook
        case .rocketChat(let settings): settings.access.isHook
        default: false
        }
    }

    package var usualIncidents: IncidentStyle { isHook ? .single : type.traits.incidents.first ?? .single }
}
