import FoundationEssentials
import StockbellCore

/// One line of `thresholds` of config.json.
struct ThresholdSection: Section {
    var `where`: Found<Where>?
    var low: Found<Decimal>?
    var okAbove: Found<Decimal>?

    static let about = About(
        "threshold", at: "`thresholds[]`",
        "When an item counts as low. A line with only one of the two numbers leaves the other to the lines below it."
    )

    static let keys: [Key<Self>] = [
        Key("where", .condition, \.where, .optional, "Which items it is for; all, where it is missing.", example: ["sku": "ESP-*"]),
        Key("low", .quantity(later: ["platform"]), \.low, .optional, "At this quantity or below, an item is low; 0 is never.", example: 5),
        Key(
            "okAbove", .quantity(), \.okAbove, .optional, "An item that was told to be low is well again above this; `low` where it is missing.",
            example: 8),
        .later("backAbove", "An item that was out is back above this."),
        .later("days", "Days of cover."),
        .later("file", "A table of thresholds."),
    ]
}
