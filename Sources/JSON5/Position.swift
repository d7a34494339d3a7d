/// A place in a text, as editors count: the first character of the first line is line 1, column 1.
///
/// A column is one Unicode scalar; a tabulator counts as one.
package struct Position: Hashable, Sendable, Comparable, CustomStringConvertible {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package var description: String { "line \(line), column \(column)" }

    package static func < (left: Self, right: Self) -> Bool { (left.line, left.column) < (right.line, right.column) }
}
