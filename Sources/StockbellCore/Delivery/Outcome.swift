/// What came of an attempt; an adapter, which alone knows the far side, judges.
package enum Outcome: Hashable, Sendable {
    /// What a pause after a failure must cover.
    package enum Scope: String, Hashable, Sendable, Codable {
        /// This message only.
        case message
        /// Every message to this address.
        case address
        /// Everything on this channel.
        case channel
    }

    /// The next hop took responsibility.
    case delivered(Receipt)
    /// Nothing was accepted; a later attempt can work. `after` is the least time that the far side asked for.
    case retry(Failure, after: Duration?, scope: Scope)
    /// Permanent for this message; `suppress`: for this address too.
    case rejected(Failure, suppress: Bool)
    /// Permanent until somebody acts: a wrong token, an untrusted certificate.
    case misconfigured(Failure)
    /// It left completely, but no answer came.
    case unknown(Failure)
    /// It was taken out and not tried: what went before it failed in a way that concerns it too.
    case unsent
}

extension Outcome {
    /// Whether another attempt may follow.
    package var mayBeTriedAgain: Bool {
        switch self {
        case .delivered, .rejected: false
        case .retry, .misconfigured, .unknown, .unsent: true
        }
    }

    /// What it says of other messages that wait beside its own: these had better not follow at once; nil: nothing.
    package var warnsOf: Scope? {
        switch self {
        case .retry(_, _, .channel), .misconfigured: .channel
        case .retry(_, after: .some, .address): .address
        case .delivered, .retry, .rejected, .unknown, .unsent: nil
        }
    }
}
