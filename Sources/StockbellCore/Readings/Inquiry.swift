/// A question to a platform's API: how much is there of these items.
package struct Inquiry: Hashable, Sendable {
    package var source: String
    /// Our ids of them, all of one kind; empty: everything the shop has.
    package var items: [String]
    /// At these places only; nil: at all.
    package var places: [String]?
    /// Counted from 1.
    package var page: Int
    /// The most items on a page.
    package var size: Int

    package init(source: String, items: [String], places: [String]? = nil, page: Int = 1, size: Int = 1000) {
        self.source = source
        self.items = items
        self.places = places
        self.page = page
        self.size = size
    }
}
