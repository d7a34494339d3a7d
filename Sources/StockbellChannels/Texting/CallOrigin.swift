import StockbellCore

/// For what a genuine call may speak.
enum CallOrigin: Hashable, Sendable {
    /// One message, whose token it has, and nothing else.
    case delivery(Delivery.ID)
    /// Everything on the channel, since the gateway signed it, or it has the channel's own token; with the message that its URL names.
    case gateway(Delivery.ID?)

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
    ///   - reference: Our id, as the gateway repeats it; believed only where the gateway speaks for all.
    ///   - provider: The gateway's own id.
    func subject(reference: String? = nil, provider: String?) -> DeliveryReport.Subject? {
        switch self {
        case .delivery(let id), .gateway(let id?): .delivery(id)
        case .gateway(nil): reference.map { .delivery(.init($0)) } ?? provider.map { .provider($0) }
        }
    }
}
