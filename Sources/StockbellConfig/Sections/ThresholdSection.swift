import FoundationEssentials
import StockbellCore

/// One line of `thresholds` of config.json.
struct ThresholdSection: Section {
    var file: Found<ThresholdSheet>?
    var `where`: Found<Where>?
    var low: Found<LowMark>?
    var okAbove: Found<Decimal>?
    var backAbove: Found<Decimal>?

    static let about = About(
        "threshold", at: "`thresholds[]`",
        "When an item counts as low. What a line does not say is left to the lines below it."
    )

    static let keys: [Key<Self>] = [
        Key(
            "file", .thresholds, \.file, .optional,
            """
            A table to edit by itself, read at start and when it changes: a CSV file with the columns `sku`, `place`, `low`, `okAbove`, `backAbove`, as a spreadsheet \
            saves it. A row that makes no sense is named and skipped.
            """, example: "thresholds.csv"),
        Key("where", .condition, \.where, .optional, "Which items it is for; all, where it is missing.", example: ["sku": "ESP-*"]),
        Key(
            "low", .lowMark, \.low, .optional,
            """
            At this quantity or below, an item is low; 0 is never. `"platform"` takes the platform's own warning level, and leaves items that have none \
            to the lines below.
            """, example: 5),
        Key(
            "okAbove", .quantity(), \.okAbove, .optional, "An item that was told to be low is well again above this; `low` where it is missing.",
            example: 8),
        Key(
            "backAbove", .quantity(), \.backAbove, .optional, "An item that was told to be out is back above this; 0 where it is missing.", example: 2
        ),
        .later("days", "Days of cover."),
    ]
}
