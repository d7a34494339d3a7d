/// A way into a JSON text: of JSONPath (RFC 9535) the part that leads to one value, and `[*]` for each element of a list.
///
/// `$` is the whole body, `@` one event of several: `$.stock.available`, `@['stock level'][0]`, `$.items[*]`.
package struct JSONPath: Hashable, Sendable {
    package enum Root: Hashable, Sendable {
        case body, event
    }

    package enum Step: Hashable, Sendable {
        case member(String)
        /// Counted from 0.
        case index(Int)
        case each
    }

    /// Why a text is no path, in words that follow it.
    package struct Mistake: Error, Hashable {
        package var reason: String
    }

    /// As it was written.
    package let text: String
    package let root: Root
    package let steps: [Step]

    /// Whether it leads to several values.
    package var isPlural: Bool { steps.contains(.each) }

    /// Reads a path.
    ///
    /// - Throws: the first thing that is no part of such a path.
    package init(_ text: String) throws(Mistake) {
        var reader = JSONPathReader(text)
        (root, steps) = try reader.path()
        self.text = text
    }
}
