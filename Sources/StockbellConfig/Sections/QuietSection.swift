import JSON5
import StockbellCore

/// `quietAfter` of a source in config.json, as an object.
struct QuietSection: Section {
    var after: Found<Duration>?
    var during: Found<String>?

    static let about = About("quiet", at: "`sources.*.quietAfter`", "After how long a silence a source is in trouble.")

    static let keys: [Key<Self>] = [
        Key("after", .silence, \.after, .required, "So long may nothing come from it.", example: "20m"),
        Key(
            "during", .calendar, \.during, .optional, "The calendar in whose hours it counts; always, where this is missing.", example: "office"),
    ]
}

extension Shape<Duration> {
    fileprivate static var silence: Shape { .duration(from: "2m", to: "90d", such: ["30m", "12h", "3d"]) }
}

/// What `quietAfter` says, the calendar by its name.
struct Quiet: Sendable {
    var after: SourceSettings.QuietAfter
    var during: String?
}

extension Shape<Quiet> {
    /// A time, an object, or the word that takes away what is learned.
    static var quietAfter: Shape {
        let (time, section) = (Shape<Duration>.silence, Shape<QuietSection>.section)
        let words = "\(time.words), or \"never\""
        return Shape(words, schema: ["anyOf": [time.schema, section.schema, ["enum": ["never"]]]]) { written, reading in
            switch written.node.value {
            case .object:
                section.read(written, &reading).flatMap { read in read.after.map { Quiet(after: .after($0.value), during: read.during?.value) } }
            case .string(let text) where text.value == "never": Quiet(after: .never)
            default: time.read(written, &reading).map { Quiet(after: .after($0)) }
            }
        }
    }
}
