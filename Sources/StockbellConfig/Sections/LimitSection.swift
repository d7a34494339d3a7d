import JSON5
import StockbellCore

/// `limit` of a rule, a department or `defaults` in config.json.
struct LimitSection: Section {
    var max: Found<Int>?
    var per: Found<Duration>?

    static let about = About(
        "limit", at: "`…limit`",
        "How many messages each address of the department gets singly; those beyond it are told in one summary, after a quiet minute or five at the latest."
    )

    static let keys: [Key<Self>] = [
        Key("max", .integer(1...1000), \.max, .required, "So many go out singly.", example: 20),
        Key("per", .duration(from: "1m", to: "1d", such: ["10m", "1h", "1d"]), \.per, .default("10m"), "In so long a while.", example: "1h"),
    ]
}

extension Shape<Limit.Choice> {
    /// A limit, or the word that takes away the usual one.
    static var limit: Shape {
        let section = Shape<LimitSection>.section
        let words = "an object such as { \"max\": 20, \"per\": \"10m\" }, or \"none\""
        return Shape(words, schema: ["anyOf": [section.schema, ["enum": ["none"]]]]) { written, reading in
            switch written.node.value {
            case .object:
                guard let found = section.read(written, &reading), let max = found.max, let per = found.per else { return nil }
                return .own(Limit(max: max.value, per: per.value))
            case .string(let text) where text.value == "none":
                return .off
            default:
                reading.error("must be \(words)", at: written.place)
                return nil
            }
        }
    }
}
