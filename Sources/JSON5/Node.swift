/// A value of a JSON5 text and where it begins.
package struct Node: Hashable, Sendable {
    package indirect enum Value: Hashable, Sendable {
        case null
        case bool(Bool)
        case number(NumberText)
        case string(StringText)
        case array([Node])
        /// The members in the order of the text.
        case object([Member])
    }

    /// A key of an object with its value.
    package struct Member: Hashable, Sendable {
        package var key: String
        /// Where the key begins.
        package var position: Position
        package var node: Node

        package init(key: String, position: Position, node: Node) {
            self.key = key
            self.position = position
            self.node = node
        }
    }

    package var value: Value
    package var position: Position

    package init(_ value: Value, at position: Position) {
        self.value = value
        self.position = position
    }

    /// What the value is, for sentences such as "expected a number, found …".
    package var kind: String {
        switch value {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .number: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
