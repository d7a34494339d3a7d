import FoundationEssentials

/// A level after an event, with what its decision needs.
struct Crossing {
    var level: Level
    var from: Condition
    var previous: Decimal?
    var isFirstSight: Bool
    var threshold: Thresholds.Decision
    /// How long it was so before, seconds; nil: not known.
    var duration: TimeInterval? = nil
    /// Declared anew by a platform that tells no numbers: there was stock in between; or what was told is taken back.
    var isRenewed: Bool
    /// What the catalogue says of the item.
    var catalogue: Shared<CatalogueEntry>?
    /// The event that it follows from, where no event has the alert as its own.
    var behind: StockEvent.ID?
    /// The source that fell silent, where another tells it in its place.
    var standsInFor: String?
}
