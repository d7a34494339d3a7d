/// One field that letters can use: its name, its type, what it prints and what happens when it is not known.
struct Field: Sendable {
    enum Kind: String, Sendable {
        /// As the platform or the configuration has it.
        case text
        /// Made by Stockbell in the department's language.
        case phrase
        case number, money, time, span, link
        case yesNo = "yes/no"
        case group, list
        /// HTML, for the layout of mails only.
        case markup
    }

    /// The name in a letter; `list[].name` belongs to the rows of a list.
    let path: String
    let kind: Kind
    let example: String
    let whenUnknown: String
    /// For a list: the fields that its rows can know, with all that begins with these names; empty: all of them.
    let rows: [String]
    /// Whether it stands in layout.html only.
    let isForLayout: Bool
    let value: @Sendable (Scope) -> FieldValue

    init(
        _ path: String, _ kind: Kind, _ example: String = "", unknown: String = "skipped", rows: [String] = [], isForLayout: Bool = false,
        _ value: @escaping @Sendable (Scope) -> FieldValue = { _ in .unknown }
    ) {
        self.path = path
        self.kind = kind
        self.example = example
        whenUnknown = unknown
        self.rows = rows
        self.isForLayout = isForLayout
        self.value = value
    }

    /// What every field of the kind answers besides itself.
    var facets: [Facet] {
        switch kind {
        case .number: [.text, .raw, .isOne, .isZero]
        case .money: [.raw]
        case .time: [.text, .moment, .short, .time, .date, .ago, .iso]
        case .span: [.text, .hours]
        case .link: [.short]
        case .text, .phrase, .yesNo, .group, .list, .markup: []
        }
    }
}

/// A view of a field: `quantity.raw` is the facet `raw` of `quantity`.
enum Facet: String, Sendable {
    case whole, text, raw, isOne, isZero, moment, time, date, ago, iso, hours, short

    var isYesNo: Bool { self == .isOne || self == .isZero }
}
