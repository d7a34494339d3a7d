package import FoundationEssentials

/// What a platform said about an item besides its number; nil everywhere means "not told", never "no".
package struct StockFacts: Hashable, Sendable, Codable {
    package var backorderAllowed: Bool?
    package var tracked: Bool?
    package var sellable: Bool?
    package var fulfiller: String?
    /// What changed the stock, in the platform's word ("manual", "system").
    package var updateSource: String?
    /// Why there is none; nil: not known, or there is some.
    package var reason: StockReason?
    /// The platform's product ids that share this stock figure.
    package var productIDs: [String]
    /// The quantity at or below which the platform itself calls the item low.
    package var warningLevel: Decimal?

    package init(
        backorderAllowed: Bool? = nil, tracked: Bool? = nil, sellable: Bool? = nil, fulfiller: String? = nil, updateSource: String? = nil,
        reason: StockReason? = nil, productIDs: [String] = [], warningLevel: Decimal? = nil
    ) {
        self.backorderAllowed = backorderAllowed
        self.tracked = tracked
        self.sellable = sellable
        self.fulfiller = fulfiller
        self.updateSource = updateSource
        self.reason = reason
        self.productIDs = productIDs
        self.warningLevel = warningLevel
    }

    /// Whether its number says nothing of whether it can be had: the platform does not count it, and does not say that it cannot be sold.
    package var isUncounted: Bool { tracked == false && sellable != false }

    /// These facts with every one that `newer` tells taken over: a silence takes nothing back.
    package func updated(by newer: StockFacts) -> StockFacts {
        StockFacts(
            backorderAllowed: newer.backorderAllowed ?? backorderAllowed, tracked: newer.tracked ?? tracked,
            sellable: newer.sellable ?? sellable, fulfiller: newer.fulfiller ?? fulfiller, updateSource: newer.updateSource,
            reason: newer.reason,
            productIDs: newer.productIDs.isEmpty ? productIDs : newer.productIDs, warningLevel: newer.warningLevel ?? warningLevel)
    }
}
