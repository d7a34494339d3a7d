/// A key of a section: the one declaration of which decoder, "did you mean", config.schema.json and the README's table are made.
struct Key<Owner: Sendable>: Sendable {
    let facts: KeyFacts
    /// Reads the value into the section's field.
    let read: @Sendable (Written, inout Owner, inout Reading) -> Void
    /// Takes the value that the section around has for it; false: that has none, or the key is not handed down.
    let inherit: @Sendable (Owner, inout Owner) -> Bool

    var name: String { facts.name }

    /// Declares a key that is built.
    ///
    /// `field` takes what was read; it stays nil where the key is missing without a default, and where its value is wrong.
    init<Value>(
        _ name: String, _ shape: Shape<Value>, _ field: any WritableKeyPath<Owner, Found<Value>?> & Sendable, _ standing: KeyFacts.Standing,
        _ sentence: String, example: JSON? = nil
    ) {
        facts = KeyFacts(name: name, standing: standing, words: shape.words, schema: shape.schema, sentence: sentence, example: example)
        read = { written, owner, reading in
            owner[keyPath: field] = shape.read(written, &reading).map { Found(value: $0, written: written) }
        }
        inherit = { outer, owner in
            guard let value = outer[keyPath: field] else { return false }
            owner[keyPath: field] = value
            return true
        }
    }

    private init(_ key: Key, inherit: @escaping @Sendable (Owner, inout Owner) -> Bool) {
        (facts, read, self.inherit) = (key.facts, key.read, inherit)
    }

    /// This key, never handed down from a section around it.
    var own: Key { Key(self) { _, _ in false } }

    private init(_ name: String, _ standing: KeyFacts.Standing, _ sentence: String) {
        facts = KeyFacts(name: name, standing: standing, words: "", schema: [:], sentence: sentence, example: nil)
        read = { _, _, _ in }
        inherit = { _, _ in false }
    }

    /// Declares a key of a later version: refused by name, so that nobody looks for a misspelling.
    static func later(_ name: String, _ sentence: String) -> Key { Key(name, .later, sentence) }

    /// Declares a key that is for others to read.
    static func ignored(_ name: String, _ sentence: String) -> Key { Key(name, .ignored, sentence) }
}
