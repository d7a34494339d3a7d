/// An article number as one shop knows it over all of its sources, letter by letter.
package struct SKU: Hashable, Sendable {
    package var text: String
    /// Test events are of shelves of their own.
    package var isTest: Bool

    package init(text: String, isTest: Bool = false) {
        self.text = text
        self.isTest = isTest
    }
}
