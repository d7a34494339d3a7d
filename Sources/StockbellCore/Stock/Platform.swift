/// The shop systems whose webhooks Stockbell reads.
package enum Platform: String, Hashable, Sendable, Codable, CaseIterable {
    case bigcommerce
    case digitalRiver = "digital-river"
    case enad

    /// The vendor's own spelling, for messages and pages.
    package var name: String {
        switch self {
        case .bigcommerce: "BigCommerce"
        case .digitalRiver: "Digital River"
        case .enad: "Enad"
        }
    }

    /// How long the ids of its events are remembered, to know one that it sends again: its retry span and two days.
    ///
    /// BigCommerce tries for 48 hours; Digital River says "several days", Enad five times at intervals that it does not tell: seven days.
    package var remembersFor: Duration {
        switch self {
        case .bigcommerce: .seconds(4 * 86400)
        case .digitalRiver, .enad: .seconds(7 * 86400)
        }
    }

    /// Whether its events have ids of their own; else only a repeat of an item's last event can be told.
    package var givesIDs: Bool { self != .enad }

    /// Whether the platform signs its bodies, so that a `secret` can be checked.
    package var signsBodies: Bool { self != .enad }
}
