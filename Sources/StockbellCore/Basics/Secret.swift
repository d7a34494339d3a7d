/// A text that must never be printed: a password, a token, a URL that carries one.
///
/// Every way of turning it into text or JSON gives `•••`; only `reveal()` gives the value, so a search for that word finds all uses.
package struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable, Encodable {
    private let value: String

    package init(_ value: String) {
        self.value = value
    }

    /// The value itself, for the one place that signs or sends with it.
    package func reveal() -> String { value }

    package var isEmpty: Bool { value.isEmpty }
    package var description: String { "•••" }
    package var debugDescription: String { "•••" }
    package var customMirror: Mirror { Mirror(self, children: []) }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode("•••")
    }
}
