/// Why a text is not JSON5, and where.
package struct SyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    package var position: Position
    /// What was expected and what was found; quotes at most one word of the text.
    package var message: String

    package init(_ message: String, at position: Position) {
        self.message = message
        self.position = position
    }

    package var description: String { "\(position): \(message)" }
}
