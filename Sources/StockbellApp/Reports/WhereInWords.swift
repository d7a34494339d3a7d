import StockbellCore

/// A condition as an English phrase: "an item of the list vip and whose price is at least 100".
struct WhereInWords {
    private let condition: Where

    init(_ condition: Where) {
        self.condition = condition
    }

    /// The items that it is about.
    var phrase: String {
        let parts = Self.parts(condition)
        return parts.isEmpty ? "any item" : "an item \(Self.list(parts, "and"))"
    }

    /// What must all be so.
    private static func parts(_ condition: Where) -> [String] {
        switch condition {
        case .always: []
        case .field(let field, let test): [words(field, test)]
        case .all(let all): all.flatMap(parts)
        case .any, .not: [clause(condition)]
        }
    }

    /// One condition as one part, in brackets where it would be read wrongly.
    private static func clause(_ condition: Where) -> String {
        switch condition {
        case .always: return "of any kind"
        case .field(let field, let test): return words(field, test)
        case .all(let all):
            let parts = all.flatMap(parts)
            return parts.count == 1 ? parts[0] : parts.isEmpty ? "of any kind" : "(\(list(parts, "and")))"
        case .any(let any):
            let clauses = any.map(clause)
            return clauses.count == 1 ? clauses[0] : "either \(list(clauses, "or"))"
        case .not(let inner): return "not \(clause(inner))"
        }
    }

    private static func words(_ field: Where.Field, _ test: Where.Test, isNot: Bool = false) -> String {
        let not = isNot ? "not " : ""
        switch test {
        case .not(let inner): return words(field, inner, isNot: !isNot)
        case .isOn(let lists): return "\(not)of the list \(list(lists.map(\.name), "or"))"
        case .matches(let globs): return matches(field, list(globs.map(\.description), "or"), not)
        case .compares(let bounds): return compares(field, list(bounds.map(bound), "and"), not)
        case .equals(let flag): return flagged(field, flag != isNot) + (isNot ? " as far as is known" : "")
        }
    }

    private static func matches(_ field: Where.Field, _ patterns: String, _ not: String) -> String {
        switch field {
        case .place: "\(not)at \(patterns)"
        case .source: "\(not)told by \(patterns)"
        case .sku: "whose article number is \(not)\(patterns)"
        case .item: "whose id is \(not)\(patterns)"
        default: "whose \(field.rawValue) is \(not)\(patterns)"
        }
    }

    private static func compares(_ field: Where.Field, _ bounds: String, _ not: String) -> String {
        field == .quantity ? "of which there are \(not)\(bounds)" : "whose \(field.rawValue) is \(not)\(bounds)"
    }

    private static func flagged(_ field: Where.Field, _ flag: Bool) -> String {
        switch field {
        case .backorder: flag ? "that customers may order all the same" : "that customers cannot order"
        default: flag ? "that is \(field.rawValue)" : "that is not \(field.rawValue)"
        }
    }

    private static func bound(_ comparison: Where.Comparison) -> String {
        switch comparison.operator {
        case .below: "below \(comparison.bound)"
        case .atMost: "at most \(comparison.bound)"
        case .above: "above \(comparison.bound)"
        case .atLeast: "at least \(comparison.bound)"
        case .equal: "\(comparison.bound)"
        }
    }

    private static func list(_ parts: [String], _ word: String) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return "\(parts.dropLast().joined(separator: ", ")) \(word) \(last)"
    }
}
