/// A delivery that somebody picked, and what became of it.
package struct Handled: Hashable, Sendable {
    /// As it is now.
    package var delivery: Delivery
    /// For people: why it was left as it was; nil: it was done as they wanted.
    package var leftBecause: String?

    package init(delivery: Delivery, leftBecause: String? = nil) {
        self.delivery = delivery
        self.leftBecause = leftBecause
    }
}
