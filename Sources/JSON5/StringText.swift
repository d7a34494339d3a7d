/// A string of a JSON5 text, its escapes resolved.
package struct StringText: Hashable, Sendable {
    package var value: String
    /// Which scalars of `value`, counted from 0 in rising order, were written with a backslash.
    ///
    /// For readers to whom a character means something only when it stands bare.
    package var escaped: [Int]

    package init(_ value: String, escaped: [Int] = []) {
        self.value = value
        self.escaped = escaped
    }
}
