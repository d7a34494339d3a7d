import JSON5
import StockbellCore

/// `digest` of a department or a rule in config.json.
struct DigestSection: Section {
    var at: Found<[LocalTimes.Time]>?
    var every: Found<Duration>?
    var max: Found<Int>?
    var show: Found<[DigestPart]>?
    var group: Found<Digest.Group>?
    var attach: Found<AttachedFile>?
    var empty: Found<EmptyDigest>?

    static let about = About(
        "digest", at: "`departments.*.digest`, `departments.*.rules[].digest`",
        """
        Many alerts in one message: one for each address and time, whatever the number of rules. Its clock is the department's and keeps to no hours, and \
        what is over by then is left out.
        """)

    static let keys: [Key<Self>] = [
        Key(
            "at", .oneOrMany(.clockTime), \.at, .optional, "When it goes out, by the department's clock.", example: "weekdays 08:00"),
        Key(
            "every", .duration(from: "1m", to: "7d", such: ["15m", "1h", "1d"]), \.every, .optional,
            "Instead of `at`: so long after its first alert.", example: "1h"),
        Key("max", .integer(1...10_000), \.max, .optional, "With `every`: at so many alerts it goes at once.", example: 50),
        Key(
            "show", .oneOrMany(.choice("part of a digest")), \.show, .optional,
            "What it lists: `new`, what came since the last one (always); `open`, what was told before and is still so, with its age.",
            example: ["new", "open"]),
        Key("group", .choice("heading"), \.group, .optional, "Puts headings over what is new.", example: "supplier"),
        Key(
            "attach", .choice("file"), \.attach, .optional, "The same as a table for spreadsheets, with mails only.",
            example: "csv"),
        Key(
            "empty", .choice("word"), \.empty, .optional,
            "With `at`, what becomes of it when nothing is new: `skip` (usual), or `send`, so that silence means that something is broken.",
            example: "send"),
    ]
}

/// The words for `show` of a digest.
enum DigestPart: String, Sendable, CaseIterable {
    case new, open
}

/// The words for `attach` of a digest.
enum AttachedFile: String, Sendable, CaseIterable {
    case csv
}

/// The words for `empty` of a digest.
enum EmptyDigest: String, Sendable, CaseIterable {
    case skip, send
}

/// What `digest` says in a rule.
enum DigestChoice: Sendable {
    /// `true`: the department's.
    case departments
    /// `false`.
    case none
    case own(DigestSection)
}

extension Shape<DigestSection> {
    /// A digest, or only its time.
    static var digest: Shape {
        let (section, time) = (Shape<DigestSection>.section, Shape<LocalTimes.Time>.clockTime)
        let words = "a time such as \"weekdays 08:00\", or an object such as { \"at\": \"weekdays 08:00\", \"show\": [\"new\", \"open\"] }"
        return Shape(words, schema: ["anyOf": [section.schema, time.schema]]) { written, reading in
            switch written.node.value {
            case .object: return section.read(written, &reading)
            case .string:
                guard let read = time.read(written, &reading) else { return nil }
                var section = DigestSection()
                section.at = Found(value: [read], written: written)
                return section
            default:
                reading.error("must be \(words), found \(written.node.kind)", at: written.place)
                return nil
            }
        }
    }
}

extension Shape<DigestChoice> {
    /// The department's digest, one of its own, or none.
    static var digestChoice: Shape {
        let own = Shape<DigestSection>.digest
        return Shape("true, \(own.words)", schema: ["anyOf": [["type": "boolean"], own.schema]]) { written, reading in
            if case .bool(let isOn) = written.node.value { return isOn ? .departments : DigestChoice.none }
            return own.read(written, &reading).map { .own($0) }
        }
    }
}
