/// What of the departments' rules does nothing, or not what it seems to.
///
/// Careful: what is found is surely so, and what is not plain to see is passed over.
package struct RoutingReview: Hashable, Sendable {
    package struct Finding: Hashable, Sendable {
        package var department: String
        /// The rule's id; nil: it is of the department as a whole.
        package var rule: String?
        /// What is odd about it and what follows, after the name of the rule.
        package var message: String
        /// The id of another rule that it is about too.
        package var other: String?

        package init(department: String, rule: String? = nil, message: String, other: String? = nil) {
            self.department = department
            self.rule = rule
            self.message = message
            self.other = other
        }
    }

    /// In the order of config.json.
    package private(set) var findings: [Finding] = []

    private let hasCatalogue: Bool

    package init(_ settings: Settings) {
        hasCatalogue = settings.catalogue != nil
        for department in settings.routing.departments { review(department) }
        compare(settings.routing.departments)
    }

    private mutating func review(_ department: Department) {
        var asked: [Rule] = []
        for rule in department.rules {
            if let reason = contradiction(in: rule) {
                findings.append(Finding(department: department.name, rule: rule.id, message: "can never fit: \(reason)"))
            } else {
                if let taker = Self.taker(of: rule, in: department) {
                    let message = "can never fit: \"unmatched\" leaves it nothing, as \"\(taker.name)\" above it hears all of that"
                    findings.append(Finding(department: department.name, rule: rule.id, message: message, other: taker.id))
                } else if let wider = Self.shadow(on: rule, by: asked) {
                    let message = "adds nothing: \"\(wider.name)\" before it hears all of that, and sends it there already"
                    findings.append(Finding(department: department.name, rule: rule.id, message: message, other: wider.id))
                }
                asked.append(rule)
            }
        }
        if asked.isEmpty, !department.rules.isEmpty {
            findings.append(Finding(department: department.name, message: "no alert can reach it, as none of its rules can ever fit"))
        }
    }

    /// Why no alert can fit a rule; nil: some may.
    private func contradiction(in rule: Rule) -> String? {
        if rule.on == [.trouble] { return rule.where.answer(about: .none).isMatch ? nil : "a trouble is of no item, so \"where\" fits none" }
        return rule.where.contradiction(.init(hasCatalogue: hasCatalogue, isEverywhere: rule.across == .allPlaces))
    }

    /// The rule that hears all that one would which hears only the rest; nil: there is none, or that is not plain to see.
    private static func taker(of rule: Rule, in department: Department) -> Rule? {
        department.rules.prefix(rule.restOf ?? 0).first { other in
            other.mode <= rule.mode && other.restOf == nil && other.across == rule.across && other.on.isSuperset(of: rule.on)
                && other.where.covers(rule.where) && other.send.contains { $0.column == nil }
        }
    }

    /// An earlier rule that takes all addresses of a later one wherever that fits, and says the same of its messages.
    private static func shadow(on rule: Rule, by earlier: [Rule]) -> Rule? {
        let wider = earlier.filter { other in
            guard other.on.isSuperset(of: rule.on), other.where.covers(rule.where) else { return false }
            var twin = other
            (twin.id, twin.name, twin.on, twin.where, twin.send) = (rule.id, rule.name, rule.on, rule.where, rule.send)
            return twin == rule
        }
        let taken = Set(wider.flatMap(\.send))
        return rule.send.allSatisfy(taken.contains) ? wider.first { other in rule.send.contains(where: other.send.contains) } : nil
    }

    /// One address that hears the same from two departments gets it twice.
    private mutating func compare(_ departments: [Department]) {
        for (index, department) in departments.enumerated() {
            var named: Set<Address> = []
            for rule in department.rules where rule.mode == .live {
                for address in rule.send where !named.contains(address) {
                    let others = departments[..<index].flatMap(\.rules)
                    guard let other = others.first(where: { $0.mode == .live && $0.send.contains(address) && meet($0, rule) }) else { continue }
                    named.insert(address)
                    let name = departments[..<index].first { $0.rules.contains(other) }?.name ?? ""
                    findings.append(
                        Finding(
                            department: department.name, rule: rule.id,
                            message: "\"\(address)\" hears of the same from \(name) too, and gets two messages of one alert", other: other.id))
                }
            }
        }
    }

    /// Whether one alert may fit both rules.
    private func meet(_ one: Rule, _ other: Rule) -> Bool {
        guard !one.on.isDisjoint(with: other.on), one.across == other.across else { return false }
        var both = one
        both.where = .all([one.where, other.where])
        return contradiction(in: both) == nil
    }
}
