import FoundationEssentials

/// What a field has to say in one letter.
enum FieldValue: Sendable {
    case unknown
    /// Prints, but is not known: a section on it does not show; `isPhrase` as in `phrase`.
    case standIn(String, isPhrase: Bool = false)
    /// As somebody else wrote it: never changed.
    case text(String)
    /// Stockbell's own words, which begin with a capital where a sentence begins with them.
    case phrase(String)
    case number(Decimal)
    /// With its currency by ISO 4217; nil: not told.
    case money(Decimal, currency: String?)
    case time(Date)
    /// Seconds.
    case span(TimeInterval)
    /// `short` is for SMS; nil: there is none short enough.
    case link(String, short: String?)
    case yes(Bool)
    /// A group of fields that is known; prints nothing itself.
    case group
    case list([Scope])

    static func text(_ text: String?) -> FieldValue { text.map { .text($0) } ?? .unknown }
    static func phrase(_ text: String?) -> FieldValue { text.map { .phrase($0) } ?? .unknown }
    static func number(_ number: Decimal?) -> FieldValue { number.map { .number($0) } ?? .unknown }
    static func money(_ amount: Decimal?, currency: String?) -> FieldValue { amount.map { .money($0, currency: currency) } ?? .unknown }
    static func link(_ target: String?) -> FieldValue { target.map { .link($0, short: nil) } ?? .unknown }
    static func yes(_ flag: Bool?) -> FieldValue { flag.map { .yes($0) } ?? .unknown }
}
