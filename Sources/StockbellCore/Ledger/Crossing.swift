import FoundationEssentials

/// A level after an event, with what its decision needs.
struct Crossing {
    var level: Level
    var from: Condition
    var previous: Decimal?
    var isFirstSight: Bool
    var threshold: Thresholds.Decision
    var duration: TimeInterval?
    /// Declared anew by a platform that tells no numbers: there was stock in between; or what was told is taken back.
    var isRenewed: Bool
    /// What the catalogue says of the item.
    var catalogue: Shared<CatalogueEntry>?
}
