import StockbellCore

/// For what a genuine call may speak.
enum CallOrigin: Hashable, Sendable {
    /// One message, whose token it has, and nothing else.
    case delivery(DeliveryKey)
    /// Everything on the channel, since the gateway signed it, or it has the channel's own token; with the message that its URL names.
    case gateway(DeliveryKey?)

    /// Whether it may say what people want.
    var isGateway: Bool {
        switch self {
        case .delivery: false
        case .gateway: true
        }
    }

    /// Which message it reports on; nil: there is no telling.
    ///
    /// - Parameters:
    ///   - reference: Our key, as the gateway repeats it; believed only where the gateway speaks for all.
    ///   - provider: The gateway's own id.
    func subject(reference: String? = nil, provider: String?) -> DeliveryReport.Subject? {
        switch self {
        case .delivery(let key), .gateway(let key?): .delivery(key)
        case .gateway(nil): reference.flatMap(DeliveryKey.init).map { .delivery($0) } ?? provider.map { .provider($0) }
        }
    }
}
