import FoundationEssentials

/// A name that a letter can use: a field, or one facet of it.
struct Entry: Sendable {
    let path: String
    let field: Field
    let facet: Facet

    /// Whether `{{name}}` prints something.
    var isPrintable: Bool {
        switch field.kind {
        case .group, .list, .yesNo: false
        default: !facet.isYesNo
        }
    }

    var isList: Bool { field.kind == .list }
    var isYesNo: Bool { field.kind == .yesNo || facet.isYesNo }

    /// Whether a section on it shows: known, and for yes or no, yes.
    func isKnown(in scope: Scope) -> Bool {
        switch field.value(scope) {
        case .unknown, .standIn: false
        case .text(let text), .phrase(let text): !Clean.line(text).isEmpty
        case .number(let number):
            switch facet {
            case .isOne: number == 1
            case .isZero: number == 0
            default: true
            }
        case .time, .span, .money, .group: true
        case .link(let target, let short): LinkTarget.whole(facet == .short ? short ?? "" : target) != nil
        case .yes(let flag): flag
        case .list(let rows): !rows.isEmpty
        }
    }

    /// What it prints: one clean line, empty when it is not known.
    func text(in scope: Scope) -> String {
        let wording = scope.wording
        switch field.value(scope) {
        case .unknown, .yes, .group, .list: return ""
        case .standIn(let text, _), .text(let text), .phrase(let text): return Clean.line(text)
        case .number(let number):
            switch facet {
            case .text: return Clean.line(wording.count(number, unit: scope.unit))
            case .raw: return number.description
            default: return wording.number(number)
            }
        case .money(let amount, let currency): return facet == .raw ? amount.description : wording.money(amount, currency)
        case .time(let time):
            switch facet {
            case .moment: return wording.moment(time)
            case .short: return wording.short(time)
            case .time: return wording.time(time)
            case .date: return wording.date(time)
            case .ago: return wording.ago(time)
            case .iso: return wording.iso(time)
            default: return wording.when(time)
            }
        case .span(let seconds):
            guard facet == .hours else { return wording.span(seconds) }
            return wording.number(Decimal(Int(min(max(seconds, 0), 1e11) / 3600)))
        case .link(let target, let short):
            return LinkTarget.whole(facet == .short ? short ?? "" : target) ?? ""
        }
    }

    /// Whether what it prints begins with Stockbell's own words.
    func isPhrase(in scope: Scope) -> Bool {
        switch field.value(scope) {
        case .phrase, .span, .standIn(_, isPhrase: true): true
        case .time: facet != .iso
        case .number: facet == .text
        case .unknown, .standIn, .text, .link, .money, .yes, .group, .list: false
        }
    }

    /// The rows of a list, each with a scope of its own.
    func rows(in scope: Scope) -> [Scope] {
        if case .list(let rows) = field.value(scope) { rows } else { [] }
    }
}
