import JSON5
import StockbellCore

/// `quietAfter` of a source in config.json, as an object.
struct QuietSection: Section {
    var after: Found<Duration>?

    static let about = About("quiet", at: "`sources.*.quietAfter`", "After how long a silence a source is in trouble.")

    static let keys: [Key<Self>] = [
        Key("after", .silence, \.after, .required, "So long may nothing come from it.", example: "20m"),
        .later("during", "The hours in which it counts."),
    ]
}

extension Shape<Duration> {
    fileprivate static var silence: Shape { .duration(from: "2m", to: "90d", such: ["30m", "12h", "3d"]) }
}

extension Shape<SourceSettings.QuietAfter> {
    /// A time, an object, or the word that takes away what is learned.
    static var quietAfter: Shape {
        let (time, section) = (Shape<Duration>.silence, Shape<QuietSection>.section)
        let words = "\(time.words), or \"never\""
        return Shape(words, schema: ["anyOf": [time.schema, section.schema, ["enum": ["never"]]]]) { written, reading in
            switch written.node.value {
            case .object: section.read(written, &reading)?.after.map { .after($0.value) }
            case .string(let text) where text.value == "never": .never
            default: time.read(written, &reading).map { .after($0) }
            }
        }
    }
}
