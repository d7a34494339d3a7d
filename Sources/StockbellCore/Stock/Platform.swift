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

    /// Whether the platform signs its bodies, so that a `secret` can be checked.
    package var signsBodies: Bool { self != .enad }
}
