import StockbellCore

/// One of `silences` of config.json.
struct SilenceSection: Section {
    var name: Found<String>?
    var during: Found<String>?
    var `where`: Found<Where>?
    var then: Found<Silence.Afterwards>?
    var because: Found<String>?

    static let about = About(
        "silence", at: "`silences[]`", "Nobody hears of some items for a while that comes again; `stockbell silence` makes one for once.")

    static let keys: [Key<Self>] = [
        Key(
            "name", .givenName, \.name, .required, "What it is called where something is not sent because of it; only once.",
            example: "January recount"),
        Key("during", .calendar, \.during, .required, "The calendar while which is open it holds.", example: "office"),
        Key("where", .condition, \.where, .optional, "Which items; all, where it is missing.", example: ["place": "hamburg"]),
        Key(
            "then", .choice("word"), \.then, .default("summary"),
            "What becomes of what it held back: what is still so at the end comes in one `summary`, or `forget` it.", example: "forget"),
        Key("because", .words("why"), \.because, .optional, "Why, for those who wonder.", example: "stock-take"),
    ]
}

extension Shape<String> {
    /// A sentence for people.
    fileprivate static func words(_ what: String) -> Shape {
        Shape("a short text that says \(what)", schema: ["type": "string", "minLength": 1, "maxLength": 200]) { text, _ throws(Complaint) in
            guard (1...200).contains(text.value.unicodeScalars.count) else { throw Complaint("must have from 1 to 200 letters") }
            return text.value
        }
    }
}
