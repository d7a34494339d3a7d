/// What an alert says.
package enum AlertKind: String, Hashable, Sendable, Codable, CaseIterable {
    case outOfStock = "out-of-stock"
    case lowStock = "low-stock"
    /// Was out; is low or ok again.
    case backInStock = "back-in-stock"
    /// Was low; is ok again.
    case refilled
    /// What the platform declared was told and is not so: its own number says otherwise. Who heard the one hears the other.
    case notConfirmed = "not-confirmed"
    /// A source and the one that it follows tell different things of one shelf, or again the same.
    case mismatch
    /// A source, a channel or Stockbell itself needs somebody.
    case trouble

    /// The kinds that `"*"` in a rule's `on` stands for.
    package static let stock: Set<AlertKind> = [.outOfStock, .lowStock, .backInStock, .refilled]
    /// The kinds that `"restock"` in a rule's `on` stands for.
    package static let restock: Set<AlertKind> = [.backInStock, .refilled]

    /// Whether it says that something is wrong, so that somebody should see to it.
    package var isBad: Bool {
        switch self {
        case .outOfStock, .lowStock, .mismatch, .trouble: true
        case .backInStock, .refilled, .notConfirmed: false
        }
    }
}
