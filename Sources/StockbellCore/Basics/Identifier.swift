/// A 26-character ULID that names one `Subject`; a different type for each thing named, so that two cannot be mixed up.
///
/// ULIDs sort by the time they were made and never return after a restore from backup.
package struct Identifier<Subject>: Hashable, Sendable, Comparable, CustomStringConvertible, Codable {
    package let string: String

    /// Takes an id as it is stored; ids are made by an `IDSource` only.
    package init(_ string: String) {
        self.string = string
    }

    package var description: String { string }

    package static func < (left: Self, right: Self) -> Bool { left.string < right.string }

    package init(from decoder: any Decoder) throws {
        string = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(string)
    }
}
