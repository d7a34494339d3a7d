import JSON5
import StockbellCore

/// Reads rules, and the rules of groups as if each stood by itself with all that its groups say.
struct RuleReader {
    private(set) var rules: [Found<RuleSection>] = []

    private static let deepest = 8

    /// Reads a list of rules.
    ///
    /// - Parameter group: what the group around them says; nil: they are the department's own.
    mutating func read(_ written: Written, of group: RuleSection?, _ reading: inout Reading) {
        guard case .array(let nodes) = written.node.value else {
            return reading.error("must be a list of rules, found \(written.node.kind)", at: written.place)
        }
        if nodes.isEmpty, group != nil { reading.error("must not be empty; leave the group out", at: written.place) }
        for item in written.items(nodes) {
            guard let rule = rule(item, of: group, &reading) else { continue }
            guard let inner = rule.rules else {
                rules.append(Found(value: rule, written: item))
                continue
            }
            if rule.groups.count > Self.deepest {
                reading.error("lies more than \(Self.deepest) groups deep", at: inner.place)
            } else {
                read(inner.value, of: rule, &reading)
            }
        }
    }

    /// Reads one rule or what a group says; nil, and the problem noted, where it is no object.
    ///
    /// Keys are handed down, a nearer one wins; conditions must all be so, and of modes the strictest counts.
    func rule(_ written: Written, of group: RuleSection?, _ reading: inout Reading) -> RuleSection? {
        guard case .object(let members) = written.node.value else {
            reading.error("must be an object { … }, found \(written.node.kind)", at: written.place)
            return nil
        }
        var reader = SectionReader<RuleSection>(members, of: written, inheriting: group)
        reader.read(&reading)
        var rule = reader.section
        if let group { (rule.groups, rule.conditions, rule.rest, rule.strictest) = (group.groups, group.conditions, group.rest, group.strictest) }
        switch rule.where?.value {
        case .condition(let condition) where condition != .always: rule.conditions.append(condition)
        case .unmatched: rule.rest = rules.count
        default: break
        }
        if let mode = rule.mode {
            if mode.value < rule.strictest {
                reading.warn("stands in a group that is \(rule.strictest.words); the stricter one counts", at: mode.place)
            }
            rule.strictest = max(rule.strictest, mode.value)
        }
        if rule.rules != nil {
            if let name = rule.name?.value {
                rule.groups.append(name)
            } else if reader.lacks("name") {
                reading.error("a group needs a \"name\", such as \"name\": \"VIP\"; its rules are kept under it", at: written.place)
            }
        } else if reader.lacks("send") {
            reading.error("needs \"send\", such as \"send\": [\"buyers\", \"mail:buyers@example.com\"]", at: written.place)
        }
        return rule
    }
}
