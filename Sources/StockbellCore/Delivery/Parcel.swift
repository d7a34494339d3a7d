package import FoundationEssentials

/// What a courier takes on its way: one delivery with its content, for one attempt.
package struct Parcel: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        /// For people's channels.
        case message(Message)
        /// For a webhook: the alerts' facts.
        case facts([Alert])
        /// For a webhook whose form the shop says: its body.
        case native([UInt8])
    }

    package var key: DeliveryKey
    package var attempt: Int
    /// The incident whose messages form a thread; nil: none.
    package var incident: Incident.ID?
    package var department: String
    package var recipient: String?
    package var content: Content
    /// When it first could go: what waited for its hour or gathered is as old as its release; stable over retries.
    package var createdAt: Date
    /// When this attempt began.
    package var attemptAt: Date
    package var mayBeDuplicate: Bool
    /// What its incident is about, the same in all its messages: "Espresso, Hamburg"; nil: there is none.
    package var matter: String?
    /// How it can answer or change the first message of its incident at this address, as that one's receipt says; nil: it is the first.
    package var thread: String?
    /// What sort of letter it is; nil: a test has none.
    package var letterKind: LetterKind?
    /// Whether the attempt before was greylisted: the same way leads in once the wait is over, another one begins anew.
    package var wasGreylisted = false

    package init(
        key: DeliveryKey, attempt: Int, incident: Incident.ID?, department: String, recipient: String?, content: Content, createdAt: Date,
        attemptAt: Date, mayBeDuplicate: Bool
    ) {
        self.key = key
        self.attempt = attempt
        self.incident = incident
        self.department = department
        self.recipient = recipient
        self.content = content
        self.createdAt = createdAt
        self.attemptAt = attemptAt
        self.mayBeDuplicate = mayBeDuplicate
    }

    package var id: Delivery.ID { key.delivery }

    /// The key by which a far side can recognise a repeat.
    package var idempotencyKey: String { key.description }
}
