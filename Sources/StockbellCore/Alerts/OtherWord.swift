package import FoundationEssentials

/// What the source that is followed says of the same shelf, in an alert that both do not tell the same.
package struct OtherWord: Hashable, Sendable, Codable {
    package var source: String
    package var platform: Platform?
    /// nil: declared without a number.
    package var quantity: Decimal?
    package var condition: Condition

    package init(source: String, platform: Platform?, quantity: Decimal?, condition: Condition) {
        self.source = source
        self.platform = platform
        self.quantity = quantity
        self.condition = condition
    }
}
