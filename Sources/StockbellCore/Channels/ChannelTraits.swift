/// What every channel of one type has in common.
package struct ChannelTraits: Hashable, Sendable {
    /// What a message is sent to, behind the colon of an address.
    package enum Destination: Hashable, Sendable {
        /// Nothing stands there: the channel itself is the destination.
        case channel
        case mailbox
        case phone
        /// A room, a chat or a topic; the channel's own where none is named.
        case room
        /// The same where the channel has a bot; a webhook is the destination itself.
        case roomOfBot
    }

    package var `class`: ChannelSettings.Class
    package var destination: Destination
    /// How many messages may be under way at once, unless config.json says it.
    package var concurrency: Int
    /// Whether the far side recognises a repeat by its id, so that no mark is needed.
    package var isIdempotent: Bool
    /// The ways in which messages of one incident can hang together, the usual one first.
    package var incidents: [IncidentStyle]

    init(
        _ class: ChannelSettings.Class, _ destination: Destination, concurrency: Int, isIdempotent: Bool = false,
        incidents: [IncidentStyle] = [.single]
    ) {
        self.class = `class`
        self.destination = destination
        self.concurrency = concurrency
        self.isIdempotent = isIdempotent
        self.incidents = incidents
    }
}
