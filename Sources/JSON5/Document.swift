/// A JSON5 text, read.
package struct Document: Hashable, Sendable {
    /// How much a text may ask of its reader.
    package struct Limits: Hashable, Sendable {
        /// The longest text, in bytes of UTF-8.
        package var bytes: Int
        /// How many lists and objects may stand inside each other.
        package var depth: Int

        package init(bytes: Int = 1 << 20, depth: Int = 64) {
            self.bytes = bytes
            self.depth = depth
        }
    }

    package var root: Node
    /// Keys that stand twice in one object, in the order of the text.
    ///
    /// Of such members the first is kept.
    package var duplicates: [SyntaxError]

    /// Reads a whole text by the grammar of JSON5 1.0.0 (spec.json5.org).
    ///
    /// Throws the first place that does not follow it, or a limit that was passed. A lone surrogate in a `\u` escape is refused: no text can hold it.
    package init(_ text: String, limits: Limits = Limits()) throws(SyntaxError) {
        guard text.utf8.count <= limits.bytes else {
            throw SyntaxError("the text is longer than \(limits.bytes) bytes", at: Position(line: 1, column: 1))
        }
        var parser = Parser(Scanner(text), maximumDepth: limits.depth)
        root = try parser.document()
        duplicates = parser.duplicates
    }
}
