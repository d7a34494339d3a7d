/// What a value of config.json looks like: how people are told, how an editor is told, and how it is read.
struct Shape<Value: Sendable>: Sendable {
    /// After "must be": `a whole number from 1 to 64`.
    let words: String
    /// JSON Schema (draft 7).
    let schema: JSON
    /// The value; nil when it is wrong, and then the problem is noted.
    let read: @Sendable (Written, inout Reading) -> Value?

    init(_ words: String, schema: JSON, read: @escaping @Sendable (Written, inout Reading) -> Value?) {
        self.words = words
        self.schema = schema
        self.read = read
    }

    /// A shape that is written as a text: variables are replaced and control characters refused before `parse` sees it.
    init(
        _ words: String, schema: JSON = .text,
        parse: @escaping @Sendable (Text, inout Reading) throws(Complaint) -> Value
    ) {
        self.init(words, schema: schema) { written, reading in
            guard let text = reading.text(written, as: words) else { return nil }
            do throws(Complaint) {
                return try parse(text, &reading)
            } catch {
                reading.error(error.message, at: written.place)
                return nil
            }
        }
    }

    func map<Other: Sendable>(_ transform: @escaping @Sendable (Value) -> Other) -> Shape<Other> {
        Shape<Other>(words, schema: schema) { written, reading in read(written, &reading).map(transform) }
    }
}

extension JSON {
    /// Any text that is not empty.
    static let text: JSON = ["type": "string", "minLength": 1]

    /// A text of a pattern, or one with a variable in it, which only the reader can judge.
    static func text(matching pattern: String) -> JSON {
        ["type": "string", "pattern": .string("\(pattern)|\\$\\{")]
    }
}
