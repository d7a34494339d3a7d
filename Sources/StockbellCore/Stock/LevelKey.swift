/// Names a level: an item at a place in a source.
///
/// Test events have levels of their own.
package struct LevelKey: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    package var source: String
    package var item: String
    /// nil when the platform names no place.
    package var place: String?
    package var isTest: Bool

    package init(source: String, item: String, place: String?, isTest: Bool = false) {
        self.source = source
        self.item = item
        self.place = place
        self.isTest = isTest
    }

    package var description: String {
        "\(source)/\(item)" + (place.map { "@\($0)" } ?? "") + (isTest ? " (test)" : "")
    }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
