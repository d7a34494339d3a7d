/// Names a level: an item at a place in a source.
///
/// Test events have levels of their own, and so has what follows from several levels.
package struct LevelKey: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    package var source: String
    package var item: String
    /// nil when the platform names no place.
    package var place: String?
    package var isTest: Bool
    package var aspect: Aspect

    /// What is believed under the key.
    package enum Aspect: String, Hashable, Sendable, Codable, CaseIterable {
        /// What one platform tells of one item at one place.
        case stock
        /// What counts of a sku at a named place, whichever source tells it; the key names no source, and the sku as item.
        case shelf
        /// All places of an item together; of a shelf's sku the key names no source.
        case everywhere
        /// Whether a source and the one that it follows tell the same.
        case mismatch
    }

    package init(source: String, item: String, place: String?, isTest: Bool = false, aspect: Aspect = .stock) {
        self.source = source
        self.item = item
        self.place = place
        self.isTest = isTest
        self.aspect = aspect
    }

    package var description: String {
        (aspect == .stock ? "" : "\(aspect.rawValue) ") + (source.isEmpty ? item : "\(source)/\(item)")
            + (place.map { "@\($0)" } ?? "") + (isTest ? " (test)" : "")
    }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
