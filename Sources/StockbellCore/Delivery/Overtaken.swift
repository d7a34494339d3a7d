package import FoundationEssentials

/// What a message takes the place of: news of the same level that the address was never sent.
package struct Overtaken: Hashable, Sendable, Codable {
    package var kind: AlertKind
    /// How long it was so, in seconds.
    package var lasted: TimeInterval
    /// Whether the address was told nothing of the incident before.
    package var isAll: Bool

    package init(kind: AlertKind, lasted: TimeInterval, isAll: Bool) {
        self.kind = kind
        self.lasted = lasted
        self.isAll = isAll
    }
}
