package import FoundationEssentials

/// What a level amounts to: a function of quantity, facts and threshold alone, so any order of events ends alike.
package enum Condition: String, Hashable, Sendable, Codable, CaseIterable {
    case unknown, ok, low, out

    /// The rule of truth: ≤ 0 is out; above it, up to and including the threshold, is low; no threshold, or 0, means never low.
    ///
    /// What the platform does not count and can sell is neither, whatever its number.
    package init(quantity: Decimal?, threshold: Decimal?, facts: StockFacts = .init()) {
        guard let quantity else {
            self = .unknown
            return
        }
        if facts.isUncounted {
            self = .ok
        } else if quantity <= 0 {
            self = .out
        } else if let threshold, threshold > 0, quantity <= threshold {
            self = .low
        } else {
            self = .ok
        }
    }
}
