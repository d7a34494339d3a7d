import JSON5

/// An object of config.json with keys that are declared: a struct with a field for each key, nil until it is read.
protocol Section: Sendable {
    static var about: About { get }
    static var keys: [Key<Self>] { get }
    /// The keys that are read before all others, wherever they stand, as those refer to what is in them.
    static var first: Set<String> { get }
    init()
}

extension Section {
    static var first: Set<String> { [] }
}

/// What a section is called and for.
struct About: Sendable {
    /// The name of its definition in config.schema.json.
    let name: String
    /// Where it stands, in Markdown: `` `sources.*` ``; empty for the whole file.
    let path: String
    let sentence: String

    init(_ name: String, at path: String, _ sentence: String) {
        self.name = name
        self.path = path
        self.sentence = sentence
    }
}

/// A section as schema and README see it.
struct SectionFacts: Sendable {
    let about: About
    var keys: [KeyFacts]

    init<S: Section>(_ section: S.Type) {
        about = S.about
        keys = S.keys.map(\.facts)
    }
}

extension Shape where Value: Section {
    /// An object with the section's keys and no others.
    static var section: Shape {
        Shape("an object", schema: ["$ref": .string("#/definitions/\(Value.about.name)")]) { written, reading in
            guard case .object(let members) = written.node.value else {
                reading.error("must be an object { … }, found \(written.node.kind)", at: written.place)
                return nil
            }
            var reader = SectionReader<Value>(members, of: written)
            reader.read(&reading)
            return reader.section
        }
    }
}
