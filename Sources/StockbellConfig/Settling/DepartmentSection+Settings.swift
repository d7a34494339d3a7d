import JSON5
import StockbellCore

extension DepartmentSection {
    /// The department that the section says, with what it leaves unsaid taken from the house.
    func settings(named name: String, at place: Place, house: Department, _ reading: inout Reading) -> Department {
        if name.lowercased() == house.name {
            reading.error("\"\(house.name)\" is Stockbell's own name for \"otherwise\" and \"operator\"; take another", at: place)
        }
        let rules = settledRules(of: name, &reading)
        if rules.isEmpty, !reading.hasError(within: place) { reading.warn("has no rules, so it hears nothing", at: place) }
        return Department(
            name: name, locale: locale?.value ?? house.locale, timeZone: timeZone?.value ?? house.timeZone,
            outsideHours: outsideHours?.value ?? house.outsideHours, rules: rules)
    }

    /// The rules, each with an id that stays while the rule does, wherever it stands.
    private func settledRules(of department: String, _ reading: inout Reading) -> [Rule] {
        var owners: [String: Place] = [:]
        var shown: [String: Int] = [:]
        return (rules?.value ?? []).map { found in
            let rule = found.value
            let on = (rule.on?.value ?? []).reduce(into: Set<AlertKind>()) { $0.formUnion($1.kinds) }
            let send = Self.once(rule.send?.value ?? [], &reading)
            let id = "\(department)/\(rule.name?.value ?? found.written.node.fingerprint)"
            reading.rules[id] = found.place
            if let owner = owners.updateValue(found.place, forKey: id) {
                let what = rule.name.map { "is named \($0.value.quoted) like" } ?? "says the same as"
                reading.error(
                    "\(what) \(owner.path) in line \(owner.position.line); give each rule a name of its own", at: rule.name?.place ?? found.place)
            }
            let across = rule.across?.value ?? .place
            if across == .allPlaces, let kinds = rule.on, !on.isDisjoint(with: [.mismatch, .trouble]) {
                reading.error(
                    "\(on.contains(.mismatch) ? "a mismatch is of one place" : "a trouble is of no place"); give it a rule without \"across\"",
                    at: kinds.place)
            }
            if on.contains(.trouble), let found = rule.send?.value.first(where: { $0.value.column != nil }) {
                reading.error("\"\(found.value)\": a trouble is of no item; give it a rule that names somebody", at: found.place)
            }
            return Rule(
                id: id, name: rule.name?.value ?? Self.name(rule, &shown), on: on, where: rule.where?.value ?? .always, across: across, send: send,
                limit: rule.limit?.value ?? .usual, outsideHours: rule.outsideHours?.value)
        }
    }

    /// What a rule without a name is called: `out-of-stock → buyers`, counted where two would be called alike.
    private static func name(_ rule: RuleSection, _ shown: inout [String: Int]) -> String {
        let kinds = (rule.on?.value ?? []).map { $0 == .all ? "all" : $0.rawValue }.joined(separator: ", ")
        let addresses = (rule.send?.value ?? []).map(\.value.description).joined(separator: ", ")
        let name = "\(kinds) → \(addresses)"
        let count = shown[name, default: 0] + 1
        shown[name] = count
        return count == 1 ? name : "\(name) (\(count))"
    }

    private static func once(_ send: [Found<Address>], _ reading: inout Reading) -> [Address] {
        var seen: Set<Address> = []
        return send.compactMap { found in
            guard seen.insert(found.value).inserted else {
                reading.warn("stands twice in this rule", at: found.place)
                return nil
            }
            return found.value
        }
    }
}
