package import FoundationEssentials

/// When a condition is worth telling: edges against what was told, gated by `okAbove` and `backAbove`.
///
/// Pure.
package enum EdgeRules {
    /// What follows from a condition.
    package struct Edge: Hashable, Sendable {
        /// nil: nothing to tell.
        package var kind: AlertKind?
        /// What the addresses know after it.
        package var told: Incident.Told
        /// Whether the incident is over.
        package var closes: Bool
    }

    /// One alert a crossing.
    ///
    /// - Parameters:
    ///   - told: what the addresses know.
    ///   - quantity: nil: declared without a number.
    ///   - okAbove: `low` ends above it; nil: as soon as the condition is ok.
    ///   - backAbove: `out` ends above it; nil: as soon as there is any.
    package static func edge(
        told: Incident.Told, condition: Condition, quantity: Decimal?, okAbove: Decimal?, backAbove: Decimal? = nil
    ) -> Edge {
        let isClearlyOK = condition == .ok && (quantity.map { $0 > okAbove ?? 0 } ?? true)
        let isClearlyBack = quantity.map { $0 > backAbove ?? 0 } ?? true
        switch (told, condition) {
        case (_, .unknown):
            return Edge(kind: nil, told: told, closes: false)
        case (.none, .ok), (.low, .low), (.out, .out):
            return Edge(kind: nil, told: told, closes: told == .none)
        case (.none, .low):
            return Edge(kind: .lowStock, told: .low, closes: false)
        case (.none, .out), (.low, .out):
            return Edge(kind: .outOfStock, told: .out, closes: false)
        case (.low, .ok):
            return isClearlyOK ? Edge(kind: .refilled, told: .none, closes: true) : Edge(kind: nil, told: .low, closes: false)
        case (.out, .low), (.out, .ok):
            guard isClearlyBack else { return Edge(kind: nil, told: .out, closes: false) }
            return Edge(kind: .backInStock, told: isClearlyOK ? .none : .low, closes: isClearlyOK)
        }
    }

    /// Whether an alert that is not sent yet still says the truth when the addresses ought to know `told`.
    package static func isStillTrue(_ kind: AlertKind, told: Incident.Told) -> Bool {
        switch kind {
        case .outOfStock: told == .out
        case .lowStock: told == .low
        case .backInStock: told != .out
        case .refilled: told == .none
        case .notConfirmed: told != .out
        case .mismatch, .trouble: told == .out
        }
    }
}
