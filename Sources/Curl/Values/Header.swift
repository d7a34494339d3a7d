/// A header line of HTTP.
package struct Header: Sendable, Hashable {
    /// As sent; compared without regard to case.
    package var name: String
    /// Without the blanks around it.
    package var value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
