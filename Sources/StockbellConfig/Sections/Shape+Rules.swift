import JSON5
import StockbellCore

/// `where` of a rule.
enum RuleWhere: Hashable, Sendable {
    case condition(Where)
    /// What no rule above it in its department matches.
    case unmatched
}

extension Shape<RuleWhere> {
    /// A condition, or the word for the rest.
    static var ruleCondition: Shape {
        let condition = Shape<Where>.condition
        return Shape("\(condition.words), or \"unmatched\"", schema: ["anyOf": [condition.schema, ["enum": ["unmatched"]]]]) { written, reading in
            if case .string(let text) = written.node.value, text.value == "unmatched" { return .unmatched }
            return condition.read(written, &reading).map(RuleWhere.condition)
        }
    }
}

extension Shape<Written> {
    /// The rules of a group, which only the one who knows the group can read.
    static var groupedRules: Shape {
        let schema: JSON = ["type": "array", "items": Shape<RuleSection>.section.schema, "minItems": 1]
        return Shape("a list of rules", schema: schema) { written, _ in written }
    }
}

extension Shape<[Found<RuleSection>]> {
    /// A department's rules, those of groups among them in the order of the text.
    static var rules: Shape {
        Shape("a list of rules", schema: ["type": "array", "items": Shape<RuleSection>.section.schema]) { written, reading in
            var reader = RuleReader()
            reader.read(written, of: nil, &reading)
            return reader.rules
        }
    }
}

extension Shape<RuleSection> {
    /// An address, or a rule that belongs to no department.
    static var houseRule: Shape {
        let address = Shape<Found<Address>>.found(.address)
        let words = "\(address.words), or a rule such as { \"send\": \"mail:ops@example.com\", \"where\": { \"not\": { \"list\": \"tests\" } } }"
        return Shape(words, schema: ["anyOf": [address.schema, Shape<RuleSection>.section.schema]]) { written, reading in
            guard case .object = written.node.value else {
                guard case .string = written.node.value else {
                    reading.error("must be \(words), found \(written.node.kind)", at: written.place)
                    return nil
                }
                return address.read(written, &reading).map { found in
                    var rule = RuleSection()
                    rule.send = Found(value: [found], written: written)
                    return rule
                }
            }
            return RuleReader().rule(written, of: nil, &reading)
        }
    }
}
