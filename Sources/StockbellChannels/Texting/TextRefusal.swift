import StockbellCore

/// Why a gateway does not take a text, in words that all gateways share; each has numbers of its own for it.
enum TextRefusal: Hashable, Sendable {
    /// Nothing will ever reach the number: there is none such, or it is a landline.
    case badNumber
    /// The person wants no more.
    case optedOut
    /// Not to this number from this account, by this route, or into this country.
    case unroutable
    /// The gateway will not send by our sender.
    case badSender
    case authentication
    /// No credit, a trial, blocked, or a setting of the account's.
    case account
    case throttled
    case tooLong
    case content
    /// The gateway's own fault.
    case passing

    /// Why a number for which a receipt says this gets no texts any more; nil: it may get some.
    var cause: SuppressedAddress.Cause? {
        switch self {
        case .badNumber: .bounce
        case .optedOut: .optOut
        case .unroutable, .badSender, .authentication, .account, .throttled, .tooLong, .content, .passing: nil
        }
    }

    /// - Parameters:
    ///   - detail: What the gateway says, without secrets.
    ///   - after: How long it asks to wait.
    func outcome(_ detail: String, after: Duration?) -> Outcome {
        switch self {
        case .badNumber: .rejected(Failure(.badAddress, detail), suppress: true)
        case .optedOut: .rejected(Failure(.optedOut, detail), suppress: true)
        case .unroutable: .rejected(Failure(.policy, detail), suppress: false)
        case .badSender, .account: .misconfigured(Failure(.policy, detail))
        case .authentication: .misconfigured(Failure(.authentication, detail))
        case .throttled: .retry(Failure(.rateLimited, detail), after: after, scope: .channel)
        case .tooLong: .rejected(Failure(.tooLarge, detail), suppress: false)
        case .content: .rejected(Failure(.refusedContent, detail), suppress: false)
        case .passing: .retry(Failure(.serverError, detail), after: after, scope: .message)
        }
    }
}
