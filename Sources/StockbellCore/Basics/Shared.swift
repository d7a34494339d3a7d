/// A value that is handed on by reference: for what is large, seldom there and never changed.
///
/// A subject is copied many times an event; what a catalogue says of it must not be.
@dynamicMemberLookup
package final class Shared<Value: Hashable & Sendable & Codable>: Hashable, Sendable, Codable {
    package let value: Value

    package init(_ value: Value) {
        self.value = value
    }

    package init(from decoder: any Decoder) throws {
        value = try Value(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        try value.encode(to: encoder)
    }

    package subscript<Part>(dynamicMember path: KeyPath<Value, Part>) -> Part { value[keyPath: path] }

    package static func == (left: Shared, right: Shared) -> Bool { left === right || left.value == right.value }

    package func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
