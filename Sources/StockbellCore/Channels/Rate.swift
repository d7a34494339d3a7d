package import FoundationEssentials

/// How fast messages may go: so many at once, and each further one when its share of the time has passed (a token bucket).
package struct Rate: Hashable, Sendable, CustomStringConvertible {
    /// How many fit into the bucket, 1 or more.
    package var count: Int
    /// How long it takes to fill.
    package var per: Duration

    package init(_ count: Int, per: Duration) {
        self.count = count
        self.per = per
    }

    /// Takes one message out of the bucket.
    ///
    /// - Parameter full: when the bucket would be full again; nil: it is full.
    /// - Returns: when the next message may go, and when the bucket will be full again.
    package func spend(at now: Date, full: Date?) -> (next: Date, full: Date) {
        let share = per.inSeconds / Double(count)
        let full = max(full ?? now, now).addingTimeInterval(share)
        return (full.addingTimeInterval(-share * Double(count - 1)), full)
    }

    /// For people, behind "at most": "5 messages in 2 seconds".
    package var words: String { "\(count) \(count == 1 ? "message" : "messages") in \(per.words)" }

    /// As config.json has it: `5/2s`.
    package var description: String { "\(count)/\(per.short)" }
}

/// How fast a channel may send: altogether, and to one address.
package struct ChannelRates: Hashable, Sendable {
    /// nil: as fast as it can.
    package var channel: Rate?
    /// nil: as fast as the channel.
    package var address: Rate?

    package init(channel: Rate? = nil, address: Rate? = nil) {
        self.channel = channel
        self.address = address
    }
}

extension ChannelSettings.Kind {
    /// What the services document, or less where they count in several ways at once; where a service says nothing, or takes all and sends at its own
    /// pace, there is none.
    package var usualRates: ChannelRates {
        switch type {
        case .slack, .googleChat, .teams: isBot ? ChannelRates(address: Rate(1, per: .seconds(1))) : ChannelRates(channel: Rate(1, per: .seconds(1)))
        // Five in two seconds, and thirty in a minute.
        case .discord: ChannelRates(channel: Rate(1, per: .seconds(2)))
        case .mattermost: ChannelRates(channel: Rate(10, per: .seconds(1)))
        case .rocketChat: ChannelRates(channel: Rate(10, per: .seconds(60)))
        // One in a second to a person, twenty in a minute to a group.
        case .telegram: ChannelRates(channel: Rate(30, per: .seconds(1)), address: Rate(1, per: .seconds(3)))
        case .ntfy: ChannelRates(channel: Rate(60, per: .seconds(300)))
        case .zulip: ChannelRates(channel: Rate(200, per: .seconds(60)))
        case .vonage: ChannelRates(channel: Rate(30, per: .seconds(1)))
        case .plivo: ChannelRates(channel: Rate(5, per: .seconds(1)))
        case .sns: ChannelRates(channel: Rate(20, per: .seconds(1)))
        case .twilio: ChannelRates(channel: senderRate)
        case .smtp, .matrix, .webhook, .kannel, .messagebird, .sinch, .telnyx: ChannelRates()
        }
    }

    /// Twilio sends by a number once in a second, by a name ten times, and lets the rest wait where no newer word can take its place; a short code and
    /// a messaging service, which has numbers of its own, are faster than that.
    private var senderRate: Rate? {
        guard case .twilio(let settings) = self, settings.messagingService == nil, let sender = settings.from else { return nil }
        if sender.first == "+" { return Rate(1, per: .seconds(1)) }
        return sender.allSatisfy(\.isNumber) ? nil : Rate(10, per: .seconds(1))
    }

    private var isBot: Bool { type.traits.destination == .roomOfBot && !isHook }
}
