/// Why Stockbell cannot start: one sentence or many, each with its place and what to do.
package struct SetupError: Error, CustomStringConvertible {
    package let lines: [String]

    package init(_ lines: [String]) {
        self.lines = lines
    }

    package var description: String { lines.joined(separator: "\n") }
}
